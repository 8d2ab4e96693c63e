extension RunSummary {
    /// A step of the trajectory, and where it came from.
    public struct CommittedStep: Sendable, Hashable {
        /// Its position; 1 is the first step.
        public let index: Int
        /// What was done, and what came back.
        public let step: Step
        /// Whose proposal it was.
        public let source: StepSource
        /// When it was committed, since the run began.
        public let time: Duration
        /// What the verifier alone would have needed for it: its own time and the execution's.
        public let sequentialTime: Duration
        /// What the verifier's calls for it cost; nil when a price is unknown.
        public let sequentialCost: Money?
    }

    /// The committed steps as the agents see them.
    public var trajectory: Trajectory { Trajectory(steps.map(\.step)) }
}
