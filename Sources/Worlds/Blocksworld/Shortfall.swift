/// Which blocks of a state still have to move for a goal, and which of them can.
struct Shortfall {
    /// The blocks outside the hand that have to move at least once: they stand in a wrong place, or
    /// in the place of another block, or on a block that has to move.
    private let misplaced: UInt16
    private let covered: UInt16
    private let state: BlocksworldState
    private let goal: BlocksworldGoal

    init(of state: BlocksworldState, to goal: BlocksworldGoal) {
        var above = Nibbles.blank
        for block in 0..<state.count where state.code[block] < BlocksworldState.hand {
            above[state.code[block]] = block
        }
        var misplaced: UInt16 = 0
        for bottom in 0..<state.count where state.code[bottom] == BlocksworldState.table {
            var below = BlocksworldState.table
            var block = bottom
            var wrong = false
            // Up the tower: above a block that has to move, everything has to.
            repeat {
                wrong = wrong || goal.isWrong(block, on: below)
                if wrong { misplaced |= 1 << UInt16(block) }
                below = block
                block = above[block]
            } while block != BlocksworldGoal.nobody
        }
        self.misplaced = misplaced
        covered = state.covered
        self.state = state
        self.goal = goal
    }

    /// Whether `block` has to move.
    func isMisplaced(_ block: Int) -> Bool { misplaced & 1 << UInt16(block) != 0 }

    /// Whether `block`, once in the hand, can be put where it never has to move again.
    func canSettle(_ block: Int) -> Bool {
        switch goal.place(of: block) {
        case .on(let support):
            state.code[support] != BlocksworldState.hand && covered & 1 << UInt16(support) == 0
                && !isMisplaced(support)
        case .table, .hand, nil: true
        }
    }

    /// Whether some block that has to move still stands on another one and could be taken.
    var isAnythingInTheWay: Bool {
        (0..<state.count).contains { block in
            isMisplaced(block) && covered & 1 << UInt16(block) == 0 && state.code[block] != BlocksworldState.table
        }
    }
}
