public import Planning

/// Where a run begins: from nothing, or where an earlier process left it.
public struct RunStart: Sendable {
    /// The run as it is recorded.
    public let header: RunHeader
    /// What is already there; nil for a new run.
    public let resumption: Resumption?
    /// What it has together with other runs.
    public let sharing: Sharing

    /// What several runs have together.
    public struct Sharing: Sendable {
        /// Money and tokens, perhaps steps and time, beside the run's own limits. What is granted last is given back
        /// the least: the budget whose answer takes longest comes last.
        public var budgets: [any SharedBudget]
        /// How many steps may be drafted and unverified; nil lets every run decide for itself.
        public var drafts: DraftAllowance?

        /// What several runs have together.
        public init(budgets: [any SharedBudget] = [], drafts: DraftAllowance? = nil) {
            self.budgets = budgets
            self.drafts = drafts
        }

        /// Nothing.
        public static let nothing = Sharing()
    }

    /// What an earlier process left.
    public struct Resumption: Sendable {
        /// Committed steps.
        public var trajectory: Trajectory
        /// The step after them, if it was being carried out when the earlier process ended.
        public var unfinished: UnfinishedStep?
        /// Spent so far.
        public var spent: Money
        /// Tokens taken so far.
        public var tokens: Int
        /// The time during which calls worked so far.
        public var working: Duration
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
            trajectory: Trajectory, unfinished: UnfinishedStep? = nil, spent: Money, tokens: Int = 0,
            elapsed: Duration, working: Duration = .zero, nextSequence: Int, nextCall: Int, resumedAt: Int64
        ) {
            self.trajectory = trajectory
            self.unfinished = unfinished
            self.spent = spent
            self.tokens = tokens
            self.working = working
            self.elapsed = elapsed
            self.nextSequence = nextSequence
            self.nextCall = nextCall
            self.resumedAt = resumedAt
        }
    }

    /// A new run, or one that goes on.
    public init(header: RunHeader, resumption: Resumption? = nil, sharing: Sharing = .nothing) {
        self.header = header
        self.resumption = resumption
        self.sharing = sharing
    }
}
