import Planning

extension CountdownProblem: SearchedProblem {
    static let subject = "problem of numbers"

    private static let stepsAhead = 2

    var size: String { "\(numbers.count) numbers" }

    /// Sees how to reach the target in two steps; else goes to the number that is nearest to it.
    func greedyAction(after trajectory: Trajectory) -> Action {
        let state = state(after: trajectory)
        var search = CountdownSearch(from: state, to: target, deepest: Self.stepsAhead)
        if case .move(let move, _) = search.advance(by: .max) { return action(for: move) }
        let nearest = state.legalMoves.min { distance($0) < distance($1) }
        guard !isReached(in: state), let nearest else { return finish(after: trajectory) }
        return action(for: nearest)
    }

    var success: String { "\(target) is reached" }

    func shortfall(in state: CountdownState) -> String {
        "\(target) is not among the numbers left: \(describe(state))"
    }

    /// What leads nearest to the target comes first.
    func possibleActions(after trajectory: Trajectory) -> [Action] {
        let moves = state(after: trajectory).legalMoves.enumerated()
        return moves.sorted { (distance($0.element), $0.offset) < (distance($1.element), $1.offset) }
            .map { action(for: $0.element) }
    }

    func search(after trajectory: Trajectory) -> CountdownSearch {
        CountdownSearch(from: state(after: trajectory), to: target)
    }

    func leastMoves(after trajectory: Trajectory) -> Int { isReached(in: state(after: trajectory)) ? 0 : 1 }

    private func distance(_ move: CountdownMove) -> Int { abs(move.result - target) }
}
