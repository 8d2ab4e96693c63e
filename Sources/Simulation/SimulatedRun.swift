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
    /// What all calls cost; a cancelled one is charged in proportion to its age.
    public var cost = 0.0
    /// What was started, in order.
    public var work: [Work] = []
    /// How often the machine was told something.
    public var transitions = 0

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
