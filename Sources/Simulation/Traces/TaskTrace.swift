/// A task as it was really carried out: every step of the verifier, and what the drafter said and
/// needed for the same step on the same prefix.
public struct TaskTrace: Sendable, Hashable {
    /// Which task, as the source names it.
    public var id: String
    /// The task in words.
    public var task: String
    /// The steps in order.
    public var steps: [Step]

    /// One step.
    public struct Step: Sendable, Hashable {
        /// The drafter's call; nil when there was none, or it failed without a trace.
        public var drafter: Call?
        /// The verifier's call.
        public var verifier: Call
        /// Whether both said the same.
        public var matches: Bool

        /// A step.
        public init(drafter: Call?, verifier: Call, matches: Bool) {
            self.drafter = drafter
            self.verifier = verifier
            self.matches = matches
        }
    }

    /// One call to an agent.
    public struct Call: Sendable, Hashable {
        /// What it proposes; nil when it failed.
        public var action: String?
        /// How long it took, in seconds.
        public var latency: Double
        /// Tokens of its prompt.
        public var promptTokens: Double
        /// Tokens it generated.
        public var generatedTokens: Double
        /// What it cost, where that was recorded.
        public var dollars: Double?

        /// A call.
        public init(
            action: String?, latency: Double, promptTokens: Double, generatedTokens: Double, dollars: Double? = nil
        ) {
            self.action = action
            self.latency = latency
            self.promptTokens = promptTokens
            self.generatedTokens = generatedTokens
            self.dollars = dollars
        }
    }

    /// A trace.
    public init(id: String, task: String, steps: [Step]) {
        self.id = id
        self.task = task
        self.steps = steps
    }
}
