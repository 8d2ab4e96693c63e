public import Planning
import Synchronization

/// Decides which verified calls are made, and asks where somebody has to agree.
///
/// What a rule or a person refuses is told to the agent, which may find another way. An agent that insists, and a
/// person who has had enough, end the run.
public final class Approval: Sendable {
    /// What becomes of calls to which somebody has to agree.
    public enum Mode: String, Sendable, Hashable, CaseIterable {
        /// A person is asked.
        case ask
        /// They are made.
        case auto
        /// They are refused.
        case never
    }

    /// Refusals of the same call after which the run ends.
    static let patience = 3

    private let policy: ApprovalPolicy
    private let mode: Mode
    private let questioner: (any Questioner)?
    private let asker: String
    private let state = Mutex(State())

    private struct State {
        /// Calls to which somebody has agreed for the rest of the run.
        var agreed: Set<Action> = []
        var refusals: [Action: Int] = [:]
    }

    /// - Parameters:
    ///   - policy: the operator's rules.
    ///   - mode: what becomes of calls to which somebody has to agree.
    ///   - questioner: who is asked; where nobody is, the answer is no.
    ///   - asker: on whose behalf, for the question.
    public init(
        _ policy: ApprovalPolicy = ApprovalPolicy(), mode: Mode, asking questioner: (any Questioner)? = nil,
        for asker: String = ""
    ) {
        self.policy = policy
        self.mode = mode
        self.questioner = questioner
        self.asker = asker
    }

    /// What the rules say of a call.
    func ruling(on action: Action, of tool: any Tool) -> ApprovalPolicy.Ruling {
        policy.ruling(
            on: tool.description.name, action.arguments, otherwise: tool.needsApproval ? .ask : .allow)
    }

    /// Whether a call that the verifier has asked for is made.
    /// - Returns: why not; nil if it is.
    /// - Throws: ``ApprovalRefused`` when the run is to end; `CancellationError`.
    func objection(to action: Action, of tool: any Tool) async throws -> String? {
        switch (ruling(on: action, of: tool), mode) {
        case (.allow, _), (.ask, .auto): return nil
        case (.deny, _): return try refuse(action, "the operator's rules forbid this call")
        case (.ask, .never): return try refuse(action, "this call needs approval, and nobody is asked")
        case (.ask, .ask):
            if state.withLock({ $0.agreed.contains(action) }) { return nil }
            return try await ask(action, of: tool)
        }
    }

    private func ask(_ action: Action, of tool: any Tool) async throws -> String? {
        let question = "\(asker) wants to call \(tool.description.name):\n\(Self.listing(action.arguments))"
        switch try await questioner?.answer(to: question, choices: ["yes", "always", "no", "quit"]) {
        case "yes": return nil
        case "always":
            state.withLock { _ = $0.agreed.insert(action) }
            return nil
        case "quit": throw ApprovalRefused(tool: tool.description.name, reason: "you ended the run")
        case nil: return try refuse(action, "this call needs approval, and nobody answers")
        default: return try refuse(action, "the user does not want this call")
        }
    }

    private func refuse(_ action: Action, _ reason: String) throws -> String {
        let count = state.withLock { state in
            state.refusals[action, default: 0] += 1
            return state.refusals[action, default: 0]
        }
        guard count < Self.patience else {
            throw ApprovalRefused(
                tool: action.tool ?? "", reason: "\(reason), and the agent asked for it \(count) times")
        }
        return "refused: \(reason). Take another way, or finish and say what is missing."
    }

    /// The arguments, one a line; long ones are cut, so that the end of the question stays in sight.
    private static func listing(_ arguments: [String: JSONValue]) -> String {
        arguments.sorted { $0.key < $1.key }.map { name, value in
            let text = value.string ?? value.canonical
            let cut = text.count > 2000 ? "\(text.prefix(2000))… (\(text.count) letters)" : text
            return "  \(name): \(cut.replacing("\n", with: "\n    "))"
        }.joined(separator: "\n")
    }
}
