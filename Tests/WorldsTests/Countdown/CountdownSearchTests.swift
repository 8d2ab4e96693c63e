import Testing

@testable import Worlds

struct CountdownSearchTests {
    /// The fewest steps from `numbers` to `target`, by trying everything.
    private func distance(_ numbers: [Int], to target: Int) -> Int? {
        if numbers.contains(target) { return 0 }
        var best: Int?
        for first in numbers.indices {
            for second in numbers.indices where second != first {
                let (left, right) = (numbers[first], numbers[second])
                let rest = numbers.indices.filter { $0 != first && $0 != second }.map { numbers[$0] }
                var results = [left + right, left * right]
                if left > right { results.append(left - right) }
                if left % right == 0 { results.append(left / right) }
                for result in results {
                    guard let steps = distance(rest + [result], to: target) else { continue }
                    best = min(best ?? .max, steps + 1)
                }
            }
        }
        return best
    }

    @Test func theSearchFindsTheFirstPreferredMoveOfAShortestPlan() {
        for a in 1...6 {
            for b in a...6 {
                for c in b...6 {
                    for target in [1, 2, 5, 7, 11, 13, 24, 29, 36, 90, 217] {
                        let state = CountdownState([a, b, c])
                        var search = CountdownSearch(from: state, to: target)
                        let outcome = search.advance(by: .max)
                        #expect(outcome == expected(from: state, to: target), "\(state.numbers) -> \(target)")
                    }
                }
            }
        }
    }

    private func expected(from state: CountdownState, to target: Int) -> SearchOutcome<CountdownMove> {
        guard let shortest = distance(state.numbers, to: target) else { return .unsolvable }
        guard shortest > 0 else { return .arrived }
        let good = state.legalMoves.first { move in
            state.applying(move).map { distance($0.numbers, to: target) == shortest - 1 } ?? false
        }
        return good.map { .move($0, length: shortest) } ?? .unsolvable
    }

    @Test func aPausedSearchGivesTheSameAnswer() {
        let start = CountdownState([3, 7, 8, 25])
        var whole = CountdownSearch(from: start, to: 98)
        var paused = CountdownSearch(from: start, to: 98)
        var outcome: SearchOutcome<CountdownMove>?
        var pauses = 0
        while outcome == nil {
            outcome = paused.advance(by: 1)
            pauses += 1
        }
        let unpaused = whole.advance(by: .max)
        #expect(outcome == unpaused)
        #expect(pauses > 10)
        #expect(paused.expanded == whole.expanded)
    }

    @Test func movesAreThoseOfTheRulesAndEachIsThereOnce() {
        let texts = CountdownState([2, 8, 2]).legalMoves.map(\.description)
        #expect(
            texts == [
                "8 * 2 = 16", "8 + 2 = 10", "8 - 2 = 6", "8 / 2 = 4", "2 * 2 = 4", "2 + 2 = 4", "2 / 2 = 1",
            ])
        #expect(CountdownState([7, 3]).legalMoves.map(\.result) == [21, 10, 4])
        #expect(CountdownState([5]).legalMoves.isEmpty)
    }

    @Test func noNumberBecomesTooLarge() {
        #expect(CountdownMove(1_000_000, .plus, 1) == nil)
        #expect(CountdownMove(1_000, .times, 1_000)?.result == 1_000_000)
        #expect(CountdownMove(.max, .times, 2) == nil)
    }
}
