/// What a controller got to see of one run, in the order in which it happened.
public struct Episode: Sendable, Hashable {
    /// The run's name, and where it was resumed: two episodes of one name are the same one.
    public let name: String
    /// What the models were then: a text that changes with their prices, styles and prompts.
    public let identity: String
    /// What happened; of a very long run its beginning and its newest part.
    public let outcomes: [DepthOutcome]

    /// An episode. What no run can have seen, such as a negative time, is left out.
    public init(name: String, identity: String, outcomes: [DepthOutcome]) {
        self.name = name
        self.identity = identity
        let sound = outcomes.filter(\.isSound)
        // The first outcome says what kind of task it is.
        self.outcomes =
            sound.count > Experience.capacity ? sound.prefix(1) + sound.suffix(Experience.capacity - 1) : sound
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

extension DepthOutcome {
    /// What the step calls that was judged or committed.
    var tool: ToolMark? {
        switch self {
        case .compared(let draft, _): draft.tool
        case .committed(let figures): figures.tool
        default: nil
        }
    }
}
