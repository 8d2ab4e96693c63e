import Planning
import Testing

@testable import Worlds

struct WorthwhileProblemTests {
    @Test func everyShapeIsAProblemOfTwelveBlocksWithAGoalThatIsToBeReached() {
        var seen: Set<String> = []
        for seed in 0..<200 as Range<UInt64> {
            var generator = BlocksworldGenerator(seed: seed)
            let problem = generator.worthwhileProblem()
            #expect(problem.names.count == 12)
            #expect(!problem.goal.holds(in: problem.start))
            // What the start needs at least, whatever its blocks are called.
            seen.insert("\(problem.goal.bound(from: problem.start)) \(greedyLength(of: problem))")
        }
        #expect(seen.count >= 6)
    }

    @Test func theSeedDecidesAndNamesChangeNothingElse() {
        var first = BlocksworldGenerator(seed: 3)
        var second = BlocksworldGenerator(seed: 3)
        #expect(first.worthwhileProblem() == second.worthwhileProblem())
        let problems = (0..<100 as Range<UInt64>).map { seed in
            var generator = BlocksworldGenerator(seed: seed)
            return generator.worthwhileProblem()
        }
        #expect(Set(problems).count == 100)
    }

    @Test func theTextOfAProblemGivesItBack() throws {
        var generator = BlocksworldGenerator(seed: 8)
        let problem = generator.worthwhileProblem()
        #expect(try BlocksworldProblem(parsing: problem.description) == problem)
    }

    @Test func noShapeIsReplacedByOneThatWasNotMeasured() {
        for shape in BlocksworldGenerator.shapes {
            for side in [shape.start, shape.goal] {
                #expect(side.count == 12)
                let supports = side.filter { $0 != "-" }
                #expect(Set(supports).count == supports.count, "two blocks on one")
                #expect(supports.allSatisfy { ("a"..."l").contains($0) })
            }
        }
    }

    private func greedyLength(of problem: BlocksworldProblem) -> Int {
        var state = problem.start
        var steps = 0
        while !problem.goal.holds(in: state), steps < 48,
            let move = MovePreference(goal: problem.goal).ordered(state).first, let next = state.applying(move)
        {
            state = next
            steps += 1
        }
        return steps
    }
}
