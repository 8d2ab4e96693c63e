/// Proposes the next step of a task. Drafter and verifier are both agents; an agent may ask a
/// remote model, a local one, or compute in process.
///
/// ## Implementation guidance
/// The proposal depends on the request alone: the same agent is asked for several positions at
/// once. Every model call goes through the meter before it goes anywhere else, and is settled
/// however it ends. Look at cancellation often: a proposal that is no longer wanted still costs.
public protocol Agent: Sendable {
    /// Who answers, for people: a model's name, or the name of an engine.
    var label: String { get }
    /// Whether it answers sooner when it is told what was drafted for the step, see
    /// ``ProposalRequest/draft``. Whoever says so answers the same with a draft and without it.
    var checksDrafts: Bool { get }
    /// How many of its answers can be written at the same time; one more waits for another. Nil where that does not
    /// depend on how many there are, as far as anybody knows.
    var answersAtOnce: Int? { get }

    /// Proposes the step that follows `request.trajectory`.
    /// - Throws: ``AgentError``, ``BackendError``, ``LimitReached`` or `CancellationError`.
    func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal
}

extension Agent {
    /// Drafts are of no use to most agents.
    public var checksDrafts: Bool { false }

    /// Nobody counts them.
    public var answersAtOnce: Int? { nil }
}

/// What an agent is asked.
public struct ProposalRequest: Sendable, Hashable {
    /// The task in the user's words.
    public let task: String
    /// The steps so far: committed ones, and for an agent that rides ahead also drafted ones. The
    /// agent cannot tell them apart.
    public let trajectory: Trajectory
    /// How an answer is drawn that shall differ from others to the same question; nil asks for the one that
    /// the agent would give anyway.
    public let sampling: Sampling?
    /// What the agent is told beside the task and the steps, such as a way to go about it, or what others
    /// have found; nil tells it nothing.
    public let guidance: String?
    /// What was drafted for this very step; only agents that say ``Agent/checksDrafts`` are told.
    public let draft: Action?

    /// Asks for the step that follows `trajectory`.
    public init(
        task: String, trajectory: Trajectory, sampling: Sampling? = nil, guidance: String? = nil, draft: Action? = nil
    ) {
        self.task = task
        self.trajectory = trajectory
        self.sampling = sampling
        self.guidance = guidance
        self.draft = draft
    }

    /// The same request, of somebody who is told what was drafted.
    public func told(of draft: Action?) -> ProposalRequest {
        ProposalRequest(task: task, trajectory: trajectory, sampling: sampling, guidance: guidance, draft: draft)
    }

    /// The same question, to be answered by another draw.
    public func sampled(_ sampling: Sampling) -> ProposalRequest {
        ProposalRequest(task: task, trajectory: trajectory, sampling: sampling, guidance: guidance)
    }

    /// How one of several answers is drawn.
    public struct Sampling: Sendable, Hashable {
        /// Which of the answers this is, from 0. Equal requests with unequal numbers are drawn independently,
        /// and equal numbers draw the same answer again, as far as the agent can repeat itself.
        public let number: Int
        /// The temperature; 0 always takes the likeliest.
        public let temperature: Double

        /// The answer of this number.
        public init(number: Int, temperature: Double) {
            self.number = number
            self.temperature = temperature
        }

        /// The seed of this answer, where `seed` is that of the run: every number has another one.
        public func seed(from seed: UInt64) -> UInt64 {
            var generator = SeededGenerator(seed: seed ^ (UInt64(truncatingIfNeeded: number) << 32))
            return generator.next()
        }
    }
}

/// What an agent answers.
public struct Proposal: Sendable, Hashable {
    /// The proposed step.
    public let action: Action
    /// What the agent thought; recorded, never shown to the other agent.
    public let thought: String?
    /// How sure the agent is, from 0 to 1, where it says. At 0 it knows of nothing better and does not believe in it.
    public let confidence: Double?

    /// A proposal.
    public init(action: Action, thought: String? = nil, confidence: Double? = nil) {
        self.action = action
        self.thought = thought
        self.confidence = confidence
    }
}

/// An agent that cannot propose a step.
public struct AgentError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of failures.
    public enum Code: String, Sendable, Hashable, Codable {
        /// The model's answers contained no action that can be understood, several times over.
        case unparseableAction = "unparseable-action"
        /// The task cannot be understood, or has no solution.
        case invalidTask = "invalid-task"
    }

    /// The kind of failure.
    public let code: Code
    /// What happened, and what to try next.
    public let description: String

    /// A failure.
    public init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
