import Planning

/// What the planner keeps of a position that is not committed yet.
struct PositionRecord {
    /// The steps before it.
    var prefix: Trajectory
    var draft: Proposed?
    var judgement: Proposed?
    /// While the draft is unverified: the right to it, where several runs share their drafts.
    var turn: DraftTurn?
    /// How the draft was looked at, once it was.
    var assessment: Verdict.Assessment?
    var observation: Observation?
    var executionTime: Duration = .zero
    /// What was carried out before the step was certain, as long as nobody has said what became of it.
    var early: Action?

    /// A proposal and what it took. A reference, because most places of the table are empty.
    final class Proposed {
        let proposal: Proposal
        let totals: ProposalMeter.Totals

        init(proposal: Proposal, totals: ProposalMeter.Totals) {
            self.proposal = proposal
            self.totals = totals
        }
    }

    /// The steps up to and including this one, as far as they are known.
    var extended: Trajectory {
        guard let action = judgement?.proposal.action ?? draft?.proposal.action else { return prefix }
        var trajectory = prefix
        trajectory.append(Step(action: action, observation: observation ?? .empty))
        return trajectory
    }
}
