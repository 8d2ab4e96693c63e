/// A step of a task as it would be without speculation, and what the drafter makes of it.
public struct PlannedStep: Sendable, Hashable {
    /// What a call takes.
    public struct Call: Sendable, Hashable {
        /// How long it takes, in seconds.
        public var latency: Double
        /// What it uses.
        public var charge: SimulatedCharge

        /// A call.
        public init(latency: Double, charge: SimulatedCharge) {
            self.latency = latency
            self.charge = charge
        }
    }

    /// How the draft of a step relates to the verifier's answer.
    public enum Draft: Sendable, Hashable {
        /// It says the same.
        case right
        /// It says something else.
        case wrong
        /// It says that the task is over, and it is not.
        case finishesTooSoon
        /// There is none.
        case fails
    }

    /// The drafter's call.
    public var drafting: Call
    /// The verifier's call.
    public var verifying: Call
    /// How the draft turns out.
    public var draft: Draft
    /// What the drafter says, in words.
    public var proposal: String
    /// What the verifier says, in words.
    public var decision: String
    /// How sure the drafter says it is, from 0 to 1; nil where it does not say.
    public var confidence: Double?

    /// A step.
    public init(
        drafting: Call, verifying: Call, draft: Draft, proposal: String = "", decision: String = "",
        confidence: Double? = nil
    ) {
        self.drafting = drafting
        self.verifying = verifying
        self.draft = draft
        self.proposal = proposal
        self.decision = decision
        self.confidence = confidence
    }
}
