public import Planning
public import Speculation

/// What came of a simulated run.
public struct SimulatedRun: Sendable {
    /// How it ended.
    public var ending: SpeculationMachine.Ending?
    /// The committed actions, in order.
    public var committed: [SimulatedAction] = []
    /// Whose each of them was.
    public var sources: [StepSource] = []
    /// Virtual time of each commit.
    public var commitTimes: [Double] = []
    /// Virtual time when the run was over.
    public var latency = 0.0
    /// What all calls of the drafter used. A cancelled draft is charged in full.
    public var drafting = SimulatedCharge.zero
    /// What all calls of the verifier used. Of a cancelled one, the prompt is charged in full and
    /// what was generated in proportion to its age.
    public var verifying = SimulatedCharge.zero
    /// What the calls cost whose results stand, in dollars: those that decided a step, and the
    /// drafts that were right.
    public var usefulCost = 0.0
    /// Drafts that were started.
    public var drafts = 0
    /// Verifications that were started.
    public var verifications = 0
    /// Drafts of committed positions that could be compared with a verdict.
    public var compared = 0
    /// Those of them that were right.
    public var matches = 0
    /// The most calls that were under way at a time.
    public var peakCalls = 0
    /// How often a depth was chosen.
    public var decisions = 0
    /// The sum of the depths that were chosen.
    public var chosenDepths = 0
    /// What was started, in order.
    public var work: [Work] = []
    /// How often the machine was told something.
    public var transitions = 0

    /// What all calls cost, in dollars.
    public var cost: Double { drafting.dollars + verifying.dollars }

    /// What was spent on calls whose results do not stand, in dollars.
    public var wastedCost: Double { max(cost - usefulCost, 0) }

    /// A draft, a verification or an execution.
    public struct Work: Sendable, Hashable {
        /// Its ticket's number.
        public let ticket: Int
        /// What it was.
        public let kind: RunEvent.Work
        /// Where.
        public let position: Int
        /// What is carried out, for an execution.
        public let action: SimulatedAction?
        /// When it started.
        public let start: Double
        /// When it ended or was cancelled; nil while it runs.
        public var end: Double?
        /// How it ended.
        public var ending: Ending?

        /// How a piece of work ends.
        public enum Ending: Sendable, Hashable {
            case drafted, agreed, disagreed, decided, observed, failed
            case cancelled(CancelReason)
        }
    }
}
