public import Planning

/// What was learnt from earlier runs: not what some controller made of them, but what happened in them.
///
/// A controller is told it before a run (``DepthController/learn(from:)``). So one experience serves every
/// controller at every λ and survives changes of how they work, and of two runs that end at once each just
/// adds its own. The newest episodes stand for all of them: a controller's memory fades faster than this one
/// fills.
public struct Experience: Sendable, Hashable {
    /// The version of the stored form.
    public static let format = 2

    /// The episodes, the oldest first: in the order in which they were added, whatever the clock said.
    public private(set) var episodes: [Episode]
    /// The names of the tools that occur in them, for people.
    public private(set) var tools: Set<String>

    /// The newest of these episodes, the oldest first, as many as find room; of two of one name the newer.
    /// - Parameter tools: names of tools, of which those are kept that occur.
    public init(_ episodes: [Episode] = [], tools: Set<String> = []) {
        var names: Set<String> = []
        var room = Self.capacity
        self.episodes = episodes.reversed().filter { names.insert($0.name).inserted }
            .prefix { episode in
                room -= episode.outcomes.count
                return room >= 0
            }
            .reversed()
        let marks = Set(self.episodes.flatMap { $0.outcomes.compactMap(\.tool) })
        self.tools = tools.filter { marks.contains(ToolMark($0)) }
    }

    /// This experience and one more episode.
    public func adding(_ episode: Episode, tools: some Sequence<String> = []) -> Experience {
        adding([episode], tools: tools)
    }

    /// This experience and more episodes, the oldest first.
    public func adding(_ more: [Episode], tools: some Sequence<String> = []) -> Experience {
        Experience(episodes + more, tools: self.tools.union(tools))
    }

    /// How many verdicts on drafts there are.
    public var labels: Int { episodes.reduce(0) { $0 + $1.labels } }

    /// What the verifier alone takes and costs for a step, on average; nil where nothing is known.
    public var reference: Reference? {
        let digest = digest
        guard let seconds = digest.verifierTime, let dollars = digest.verifierCost else { return nil }
        return Reference(seconds: seconds, dollars: dollars)
    }

    /// What still counts of it: of episodes with other models the newest quarter, and of all of
    /// them the newer ones as far as they have not faded.
    /// - Parameters:
    ///   - age: seconds since the last episode was added.
    ///   - identity: what the models are now.
    public func faded(age: Double, identity: String) -> Experience {
        let foreign = episodes.filter { $0.identity != identity }
        let forgotten = Set(foreign.dropLast(Self.part(KnowledgeDecay.afterChange, of: foreign.count)).map(\.name))
        let known = episodes.filter { !forgotten.contains($0.name) }
        return Experience(known.suffix(Self.part(KnowledgeDecay.part(age: age), of: known.count)), tools: tools)
    }

    private static func part(_ part: Double, of count: Int) -> Int { Int((Double(count) * part).rounded(.up)) }

    /// The most outcomes: several hundred verdicts on drafts, of which a controller remembers little more than
    /// the newest two hundred.
    static let capacity = 8192
}
