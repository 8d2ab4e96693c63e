/// What a controller got to see of one run, in the order in which it happened.
public struct Episode: Sendable, Hashable {
    /// The run's name, and where it was resumed: two episodes of one name are the same one.
    public var name: String
    /// When it began, in milliseconds since 1970.
    public var startedAt: Int64
    /// What happened.
    public var outcomes: [DepthOutcome]

    /// An episode.
    public init(name: String, startedAt: Int64, outcomes: [DepthOutcome]) {
        self.name = name
        self.startedAt = startedAt
        self.outcomes = outcomes
    }

    /// Whether there is anything to learn from it.
    public var isInstructive: Bool {
        outcomes.contains { if case .verified = $0 { true } else { false } }
    }

    /// Verdicts on drafts.
    var labels: Int {
        outcomes.count { if case .compared = $0 { true } else { false } }
    }
}
