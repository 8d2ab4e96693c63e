import Control
import Planning

// Drafts that several runs share.
extension Ride {
    /// The turn of a draft at `position`; nil where nobody has to be asked. Where a step cannot be verified
    /// before it is drafted, the draft at the frontier is no riding ahead.
    func turn(ofDraftAt position: Int) -> DraftTurn? {
        guard let allowance, let (decision, next) = choice,
            planner.configuration.verification == .besideDraft || position != machine.frontier
        else { return nil }
        return allowance.turn(DraftWorth(decision, further: position - next))
    }

    /// Keeps what the controller says of the draft that would be next, and tells it to a draft that waits for its turn.
    mutating func keep(_ decision: DepthDecision, ofDraftAt position: Int) {
        guard allowance != nil else { return }
        choice = (decision, position)
        for work in open.values where work.position == position { work.turn?.promise(DraftWorth(decision)) }
    }
}
