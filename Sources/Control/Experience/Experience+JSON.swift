public import Planning

extension Experience {
    /// The stored form.
    public var state: JSONValue {
        [
            "tools": .array(tools.sorted().map { .string($0) }),
            "episodes": .array(
                episodes.map { episode in
                    [
                        "run": .string(episode.name), "models": .string(episode.identity),
                        "outcomes": .array(episode.outcomes.map(\.json)),
                    ]
                }),
        ]
    }

    /// Reads the stored form.
    /// - Throws: ``UnreadableExperience`` for anything that ``state`` does not write.
    public init(state: JSONValue) throws {
        guard let tools = state["tools"]?.array, let episodes = state["episodes"]?.array else {
            throw UnreadableExperience("it is damaged, or comes from another program")
        }
        self.init(
            try episodes.map { episode in
                guard let name = episode["run"]?.string, let identity = episode["models"]?.string,
                    let outcomes = episode["outcomes"]?.array
                else { throw UnreadableExperience("an episode in it is not whole") }
                return Episode(name: name, identity: identity, outcomes: try outcomes.map(DepthOutcome.init(json:)))
            },
            tools: Set(
                try tools.map { tool in
                    guard let name = tool.string else { throw UnreadableExperience("a tool in it has no name") }
                    return name
                }))
    }
}
