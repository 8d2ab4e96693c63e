public import Planning

/// Where a run begins: from nothing, or where an earlier process left it.
public struct RunStart: Sendable {
    /// The run as it is recorded.
    public let header: RunHeader
    /// What is already there; nil for a new run.
    public let resumption: Resumption?

    /// What an earlier process left.
    public struct Resumption: Sendable {
        /// Committed steps.
        public var trajectory: Trajectory
        /// The step after them, if it was being carried out when the earlier process ended.
        public var unfinished: UnfinishedStep?
        /// Spent so far.
        public var spent: Money
        /// The run's time so far.
        public var elapsed: Duration
        /// The number of the next event.
        public var nextSequence: Int
        /// The number of the next call.
        public var nextCall: Int
        /// When the run goes on, in milliseconds since 1970.
        public var resumedAt: Int64

        /// What an earlier process left.
        public init(
            trajectory: Trajectory, unfinished: UnfinishedStep? = nil, spent: Money, elapsed: Duration,
            nextSequence: Int, nextCall: Int, resumedAt: Int64
        ) {
            self.trajectory = trajectory
            self.unfinished = unfinished
            self.spent = spent
            self.elapsed = elapsed
            self.nextSequence = nextSequence
            self.nextCall = nextCall
            self.resumedAt = resumedAt
        }
    }

    /// A new run, or one that goes on.
    public init(header: RunHeader, resumption: Resumption? = nil) {
        self.header = header
        self.resumption = resumption
    }
}
