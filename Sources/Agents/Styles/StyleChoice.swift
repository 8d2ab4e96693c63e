/// A prompting style by name, with what it needs to be told.
public struct StyleChoice: Sendable, Hashable, CustomStringConvertible {
    /// The styles there are.
    public enum Name: String, Sendable, Hashable, CaseIterable {
        /// One call for the action and nothing else.
        case direct
        /// One call, reasoning first.
        case cot
        /// A thought call, then an action call.
        case react
        /// Two debaters, rounds of updates, a decision.
        case debate
    }

    /// The most rounds a debate may have.
    public static let maxRounds = 10

    /// The style.
    public let name: Name
    /// Rounds of updates in a debate; without effect on the other styles.
    public let rounds: Int

    /// A style; a debate has one round unless told otherwise. Rounds are kept within 0…``maxRounds``.
    public init(_ name: Name, rounds: Int = 1) {
        self.name = name
        self.rounds = min(max(rounds, 0), Self.maxRounds)
    }

    /// The style's name, and for a debate its rounds.
    public var description: String {
        name == .debate ? "debate, \(rounds) round\(rounds == 1 ? "" : "s")" : name.rawValue
    }

    /// Model calls for one step when every answer can be understood.
    public var callCount: Int {
        switch name {
        case .direct, .cot: 1
        case .react: 2
        case .debate: 2 * rounds + 3
        }
    }
}

extension StyleQuestions {
    /// The style that `choice` names, with these questions.
    func style(_ choice: StyleChoice) -> any PromptingStyle {
        switch choice.name {
        case .direct: DirectStyle(question: direct)
        case .cot: ChainOfThoughtStyle(question: cot)
        case .react: ReActStyle(thought: thought, action: action)
        case .debate: DebateStyle(rounds: choice.rounds, proposal: proposal, reply: reply, decision: decision)
        }
    }
}
