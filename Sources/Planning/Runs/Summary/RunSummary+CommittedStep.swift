extension RunSummary {
    /// A step of the trajectory, and where it came from.
    public struct CommittedStep: Sendable, Hashable {
        /// Its position; 1 is the first step.
        public let index: Int
        /// What was done, and what came back.
        public let step: Step
        /// Whose proposal it was.
        public let source: StepSource
        /// How its draft was looked at, where a policy weighs drafts.
        public let scored: RunEvent.Scored?
        /// Whether it stands as it was drafted, without a verdict of the verifier on this step.
        public let isKept: Bool
        /// What the verifier would have done, where it was asked for the record.
        public internal(set) var audit: RunEvent.Audited?
        /// When it was committed, since the run began.
        public let time: Duration
        /// How long the verifier worked on it.
        public let verifierTime: Duration
        /// The tokens of the verifier's calls for it.
        public let verifierTokens: Int
        /// Whether its action could be carried out before the verdict.
        public let runsEarly: Bool
        /// The draft that a verdict was compared with; nil when there was none.
        public let draft: Draft?
        /// What the verifier alone would have needed for it: its own time and the execution's. Of a step that
        /// was kept without it, the execution's alone: see ``RunSummary/verifierEffort``.
        public let sequentialTime: Duration
        /// What the verifier's calls for it cost; nil when a price is unknown.
        public let sequentialCost: Money?

        /// A draft that was judged.
        public struct Draft: Sendable, Hashable {
            /// Whether the verifier agreed.
            public let isRight: Bool
            /// How long drafting took.
            public let time: Duration
            /// What it cost; nil when a price is unknown.
            public let cost: Money?
            /// The tokens of the drafter's calls for it.
            public let tokens: Int
        }
    }

    /// The committed steps as the agents see them.
    public var trajectory: Trajectory { Trajectory(steps.map(\.step)) }
}
