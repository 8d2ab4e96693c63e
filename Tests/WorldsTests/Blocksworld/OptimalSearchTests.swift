import Planning
import Testing

@testable import Worlds

struct OptimalSearchTests {
    private func answer(_ start: BlocksworldState, _ goal: BlocksworldGoal) -> SearchOutcome<BlocksworldMove>? {
        var search = OptimalSearch(from: start, to: goal)
        return search.advance(by: 1_000_000)
    }

    /// Checks every start against the true distances: the length, and that the move is the first
    /// in the order of preference that comes one step closer.
    private func check(_ goal: BlocksworldGoal, blocks: Int, starts: [BlocksworldState]? = nil) throws {
        let distances = Arrangements.distances(to: goal, blocks: blocks)
        for start in starts ?? Array(distances.keys) {
            let distance = try #require(distances[start])
            guard distance > 0 else {
                #expect(answer(start, goal) == .arrived)
                continue
            }
            let best = MovePreference(goal: goal).ordered(start).first { move in
                start.applying(move).flatMap { distances[$0] } == distance - 1
            }
            #expect(answer(start, goal) == .move(try #require(best), length: distance))
        }
    }

    @Test func everyProblemOfThreeBlocksIsSolvedOptimally() throws {
        for end in Arrangements.all(of: 3) {
            for mask in 1..<8 {
                try check(
                    try #require(Arrangements.goal(end, only: Set((0..<3).filter { mask & 1 << $0 != 0 }))), blocks: 3)
            }
        }
    }

    @Test func everyProblemOfFourBlocksIsSolvedOptimally() throws {
        for end in Arrangements.all(of: 4) { try check(try #require(Arrangements.goal(end)), blocks: 4) }
    }

    @Test func sampledProblemsOfFiveBlocksAreSolvedOptimally() throws {
        var random = SeededGenerator(seed: 5)
        let ends = Arrangements.all(of: 5)
        for _ in 0..<20 {
            let end = try #require(ends.randomElement(using: &random))
            let starts = (0..<40).compactMap { _ in ends.randomElement(using: &random) }
            let blocks = Set((0..<5).filter { _ in Bool.random(using: &random) })
            try check(try #require(Arrangements.goal(end)), blocks: 5, starts: starts)
            try check(try #require(Arrangements.goal(end, only: blocks)), blocks: 5, starts: starts)
        }
    }

    @Test func theBoundIsAdmissibleConsistentAndZeroOnlyAtTheGoal() throws {
        for end in Arrangements.all(of: 4) {
            for mask in 0..<16 {
                let goal = try #require(Arrangements.goal(end, only: Set((0..<4).filter { mask & 1 << $0 != 0 })))
                for (state, distance) in Arrangements.distances(to: goal, blocks: 4) {
                    let bound = goal.bound(from: state)
                    guard bound <= distance, (bound == 0) == goal.holds(in: state) else {
                        Issue.record("bound \(bound), distance \(distance) in \(state)")
                        return
                    }
                    for move in state.legalMoves {
                        let next = try #require(state.applying(move))
                        guard bound <= 1 + goal.bound(from: next) else {
                            Issue.record("bound \(bound) drops by more than a step with \(move) in \(state)")
                            return
                        }
                    }
                }
            }
        }
    }

    @Test func aSearchInManyShortPiecesGivesTheSameAnswer() {
        var generator = BlocksworldGenerator(seed: 3)
        for _ in 0..<10 {
            let problem = generator.problem(blocks: 7)
            var search = OptimalSearch(from: problem.start, to: problem.goal)
            var outcome: SearchOutcome<BlocksworldMove>?
            repeat { outcome = search.advance(by: 1) } while outcome == nil
            #expect(outcome == answer(problem.start, problem.goal))
        }
    }
}
