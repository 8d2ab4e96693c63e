public import Planning

/// All that is needed to go on with a run in a new process.
public struct RunResumption: Sendable, Hashable {
    /// What the run is.
    public let header: RunHeader
    /// The committed steps, which are kept.
    public let trajectory: Trajectory
    /// The step after them, if it was being carried out when the process ended: it may have happened.
    public let unfinished: UnfinishedStep?
    /// What was spent so far. Calls that died with their process are counted with what was reserved
    /// for them, as estimated.
    public let spend: Spend
    /// The tokens of its calls so far, those of calls that died with their process as they were set aside.
    public let tokens: Int
    /// The time during which calls worked so far.
    public let working: Duration
    /// How long the run has taken so far.
    public let elapsed: Duration
    /// The number of the next event, which has to be the one that says the run is resumed.
    public let nextSequence: Int
    /// The number of the next call.
    public let nextCall: CallID
    /// Everything up to the interruption; the next events bring it up to date.
    public let summary: RunSummary
}
