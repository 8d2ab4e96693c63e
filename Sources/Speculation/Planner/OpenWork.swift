import Planning

/// A draft, a verification or an execution that is under way.
struct OpenWork {
    let position: Int
    let work: RunEvent.Work
    let started: Duration
    /// For drafts and verifications: the calls it makes.
    let meter: ProposalMeter?
    /// For executions: the action, and whether it runs before its verdict.
    let action: Action?
    let early: Bool
    /// For executions: whether it may change the world for good, so that it waited for its verdict.
    let isFinal: Bool
    /// For drafts that several runs share: the right to it.
    var turn: DraftTurn?
    /// Set when the work was cancelled: why.
    var cancelled: CancelReason?
}
