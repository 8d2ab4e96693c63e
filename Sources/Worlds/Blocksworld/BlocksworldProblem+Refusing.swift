import Planning

extension BlocksworldProblem {
    /// What `action` makes of `state`.
    /// - Throws: ``Refusal`` when it is no move, or not possible there.
    func state(after action: Action, in state: BlocksworldState) throws(Refusal) -> BlocksworldState {
        let move = try move(for: action)
        guard let next = state.applying(move) else { throw refusal(of: move, in: state) }
        return next
    }

    /// Why `move` is not possible in `state`.
    private func refusal(of move: BlocksworldMove, in state: BlocksworldState) -> Refusal {
        let block = names[move.block]
        switch move {
        case .pickUp, .unstack:
            if let held = state.held { return Refusal("the hand is full: it holds \(names[held])") }
            if let above = state.block(above: move.block) {
                return Refusal("\(block) is not clear: \(names[above]) is on it")
            }
            guard case .on(let below) = state.place(of: move.block) else {
                return Refusal("\(block) is on the table; use pick-up")
            }
            return Refusal("\(block) is on \(names[below]); use unstack from \(names[below])")
        case .putDown, .stack:
            guard state.held == move.block else {
                let held = state.held.map { "holds \(names[$0])" } ?? "is empty"
                return Refusal("\(block) is not in the hand, which \(held)")
            }
            guard case .stack(_, let below) = move, below != move.block else {
                return Refusal("\(block) cannot stand on itself")
            }
            let above = state.block(above: below).map { ": \(names[$0]) is on it" } ?? ""
            return Refusal("\(names[below]) is not clear\(above)")
        }
    }
}
