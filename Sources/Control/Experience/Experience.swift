public import Planning

/// What was learnt from earlier runs: not what some controller made of them, but what happened in them.
///
/// A controller that is told it (``DepthController/learn(from:)``) knows what it would know had it been
/// there. So one experience serves every controller at every λ, survives changes of how they
/// work, and two processes that learn at once put theirs together by keeping both. The newest episodes
/// stand for all of them: a controller's memory fades faster than this one fills.
public struct Experience: Sendable, Hashable {
    /// The episodes, the oldest first.
    public private(set) var episodes: [Episode]
    /// The names of the tools that occur in them, for people.
    public private(set) var tools: Set<String>

    /// These episodes, in the order of time, as far as they find room.
    public init(_ episodes: [Episode] = [], tools: Set<String> = []) {
        self.tools = tools
        var names: Set<String> = []
        var room = Self.capacity
        self.episodes = episodes.sorted { ($0.startedAt, $0.name) > ($1.startedAt, $1.name) }
            .filter { names.insert($0.name).inserted }
            .prefix { episode in
                defer { room -= episode.outcomes.count }
                // The newest one is kept however long it is.
                return room == Self.capacity || room >= episode.outcomes.count
            }
            .reversed()
    }

    /// This experience and one more episode.
    public func adding(_ episode: Episode, tools: some Sequence<String> = []) -> Experience {
        Experience(episodes + [episode], tools: self.tools.union(tools))
    }

    /// What the verifier alone takes and costs for a step, on average; nil where nothing is known.
    public var reference: Reference? {
        let digest = digest
        return digest.verifierTime.map { Reference(seconds: $0, dollars: digest.verifierCost ?? 0) }
    }

    /// The most outcomes. About one in twelve is a verdict on a draft, and of one that lies further back
    /// than so many a controller remembers a few per cent.
    static let capacity = 8192
}

extension Experience: MergeableKnowledge {
    public static let format = 1

    public var labels: Int { episodes.reduce(0) { $0 + $1.labels } }

    public var isSound: Bool { episodes.allSatisfy { $0.outcomes.allSatisfy(\.isSound) } }

    public func merged(with other: Experience, base: Experience?) -> Experience {
        Experience(episodes + other.episodes, tools: tools.union(other.tools))
    }

    /// The newest `part` of the episodes.
    public func decayed(to part: Double) -> Experience {
        guard part > 0 else { return Experience(tools: tools) }
        let kept = (Double(episodes.count) * min(part, 1)).rounded(.up)
        return Experience(episodes.suffix(Int(kept)), tools: tools)
    }
}
