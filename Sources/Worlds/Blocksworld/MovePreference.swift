/// The order in which both engines look at the moves of a state. The drafter takes the first one;
/// the verifier takes the first one that begins a shortest plan. So they differ only where the
/// drafter's choice costs steps.
///
/// The order is that of a plan in two passes: take apart what stands wrong, block by block onto the
/// table, and then build.
struct MovePreference {
    let goal: BlocksworldGoal

    /// The legal moves of `state`, the most preferred one first; among equals, in the order of the
    /// blocks' numbers.
    func ordered(_ state: BlocksworldState) -> [BlocksworldMove] {
        let shortfall = Shortfall(of: state, to: goal)
        let isTakingApart = shortfall.isAnythingInTheWay
        let ranked = state.legalMoves.enumerated().map { index, move in
            (rank: rank(of: move, shortfall, isTakingApart), index: index, move: move)
        }
        return ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map(\.move)
    }

    private func rank(of move: BlocksworldMove, _ shortfall: Shortfall, _ isTakingApart: Bool) -> Int {
        switch move {
        case .unstack(let block, _):
            shortfall.isMisplaced(block) ? 0 : 2
        case .pickUp(let block):
            shortfall.isMisplaced(block) && shortfall.canSettle(block) ? 1 : 2
        case .stack(let block, let below):
            !isTakingApart && goal.place(of: block) == .on(below) && shortfall.canSettle(block) ? 0 : 2
        case .putDown:
            1
        }
    }
}
