public import Planning

extension Experience {
    public var state: JSONValue {
        [
            "tools": .array(tools.sorted().map { .string($0) }),
            "episodes": .array(
                episodes.map { episode in
                    [
                        "run": .string(episode.name), "started_ms": .integer(episode.startedAt),
                        "outcomes": .array(episode.outcomes.map(\.json)),
                    ]
                }),
        ]
    }

    public init(state: JSONValue) throws {
        guard let tools = state["tools"]?.array, let episodes = state["episodes"]?.array else {
            throw UnreadableKnowledge("there are no tools or no episodes in it")
        }
        self.init(
            try episodes.map { episode in
                guard let name = episode["run"]?.string, let startedAt = episode["started_ms"]?.integer,
                    let outcomes = episode["outcomes"]?.array
                else { throw UnreadableKnowledge("an episode is not whole") }
                return Episode(name: name, startedAt: startedAt, outcomes: try outcomes.map(DepthOutcome.init(json:)))
            }, tools: Set(tools.compactMap(\.string)))
    }
}
