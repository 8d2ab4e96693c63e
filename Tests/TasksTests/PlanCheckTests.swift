import Planning
import Tasks
import Testing
import Worlds

/// Whether a plan is right, by carrying it out.
struct PlanCheckTests {
    private let task = CheckedTask(
        name: "three", text: "c on a, a on table, b on table -> a on b, b on c",
        measure: .plan(.blocksworld, shortest: 6))

    private func take(_ block: String, from below: String) -> Step {
        step("unstack", ["block": .string(block), "from": .string(below)], "unstack \(block) from \(below)")
    }

    private func pickUp(_ block: String) -> Step { step("pick-up", ["block": .string(block)], "pick up \(block)") }

    private func putDown(_ block: String) -> Step { step("put-down", ["block": .string(block)], "put down \(block)") }

    private func stack(_ block: String, on below: String) -> Step {
        step("stack", ["block": .string(block), "on": .string(below)], "stack \(block) on \(below)")
    }

    private func step(_ tool: String, _ arguments: [String: JSONValue], _ text: String) -> Step {
        Step(action: Action(tool: tool, arguments: arguments, text: text), observation: Observation("fine"))
    }

    private var plan: [Step] {
        [take("c", from: "a"), putDown("c"), pickUp("b"), stack("b", on: "c"), pickUp("a"), stack("a", on: "b")]
    }

    @Test func aShortestPlanIsOptimal() {
        let verdict = task.verdict(on: RunSummary(task, plan))
        #expect(verdict == TaskVerdict(.optimal, "the goal holds after 6 moves, and takes as many"))
    }

    @Test func aDetourIsSolvedAndNotOptimal() {
        let verdict = task.verdict(on: RunSummary(task, [pickUp("b"), putDown("b")] + plan))
        #expect(verdict == TaskVerdict(.solved, "the goal holds after 8 moves, and takes 6"))
    }

    @Test func withoutAKnownShortestPlanNothingIsOptimal() {
        let task = CheckedTask(name: "three", text: task.text, measure: .plan(.blocksworld, shortest: nil))
        #expect(task.verdict(on: RunSummary(task, plan)).grade == .solved)
    }

    @Test func everyPlanThatStopsTooSoonIsWrongAndSaysWhatIsMissing() {
        for count in plan.indices {
            let verdict = task.verdict(on: RunSummary(task, Array(plan.prefix(count))))
            #expect(verdict.grade == .wrong, "\(count) moves")
            #expect(verdict.reason.contains("missing: a on b"), "\(count) moves: \(verdict.reason)")
        }
        #expect(task.verdict(on: RunSummary(task, Array(plan.prefix(5)))).reason.contains("an empty hand"))
    }

    @Test func aStepThatTheWorldRefusedCountsForNothing() {
        let refused = Step(
            action: Action(tool: "pick-up", arguments: ["block": "a"], text: "pick up a"),
            observation: Observation("a is not clear", isError: true))
        #expect(task.verdict(on: RunSummary(task, [refused] + plan)).grade == .optimal)
    }

    @Test func anImpossibleStepThatNobodyRefusedIsNamed() {
        let verdict = task.verdict(on: RunSummary(task, [pickUp("a")] + plan))
        #expect(verdict.grade == .wrong)
        #expect(verdict.reason == "step 1, “pick up a”, is not possible: a is not clear: c is on it")
    }

    @Test(arguments: [RunStatus.limit, .failed, .interrupted, .running])
    func whatNobodyEndedIsWrongEvenAtTheGoal(status: RunStatus) {
        let verdict = task.verdict(on: RunSummary(task, plan, status: status, answer: nil))
        #expect(verdict.grade == .wrong)
        #expect(verdict.reason.hasPrefix("the run"))
    }

    /// Every way through every two- and three-number problem with small numbers, against plain arithmetic.
    @Test(arguments: [1, 6, 8, 12]) func countdownAgreesWithPlainArithmetic(target: Int) throws {
        for numbers in [[2, 3], [2, 4], [6, 2], [1, 2, 4], [2, 3, 2]] {
            let text = "\(numbers.map(String.init).joined(separator: " ")) -> \(target)"
            let shortest = try SimulatedWorld.countdown.shortestPlan(for: text)
            #expect(shortest == Arithmetic.fewest(numbers, to: target), "\(text)")
            let task = CheckedTask(name: text, text: text, measure: .plan(.countdown, shortest: shortest))
            for way in Arithmetic.ways(numbers) {
                let steps = way.map { Step(action: $0.action, observation: Observation("")) }
                let reached = (way.last?.numbers ?? numbers).contains(target)
                let expected: TaskVerdict.Grade = !reached ? .wrong : way.count == shortest ? .optimal : .solved
                #expect(task.verdict(on: RunSummary(task, steps)).grade == expected, "\(text): \(steps)")
            }
        }
    }

    @Test func aNumberMayBeUsedOnce() {
        let task = CheckedTask(name: "two", text: "2 3 -> 4", measure: .plan(.countdown, shortest: nil))
        let twice = Action(tool: "add", arguments: ["a": 2, "b": 2], text: "2 + 2 = 4")
        let verdict = task.verdict(on: RunSummary(task, [Step(action: twice)]))
        #expect(verdict.grade == .wrong)
        #expect(verdict.reason.contains("2 is not there twice"))
    }
}

/// The rules of Countdown once more, without the module that is tested.
private enum Arithmetic {
    struct Move {
        let action: Action
        /// What is left afterwards.
        let numbers: [Int]
    }

    /// Every sequence of moves, the empty one included.
    static func ways(_ numbers: [Int]) -> [[Move]] {
        var ways: [[Move]] = [[]]
        for first in numbers.indices {
            for second in numbers.indices where second != first {
                let (a, b) = (numbers[first], numbers[second])
                let rest = numbers.indices.filter { $0 != first && $0 != second }.map { numbers[$0] }
                let results = [
                    ("add", a + b), ("multiply", a * b), ("subtract", a - b), ("divide", a % b == 0 ? a / b : 0),
                ]
                for (tool, result) in results where result > 0 {
                    let arguments: [String: JSONValue] = ["a": .integer(Int64(a)), "b": .integer(Int64(b))]
                    let move = Move(
                        action: Action(tool: tool, arguments: arguments, text: "\(tool) \(a) \(b)"),
                        numbers: rest + [result])
                    ways += self.ways(move.numbers).map { [move] + $0 }
                }
            }
        }
        return ways
    }

    static func fewest(_ numbers: [Int], to target: Int) -> Int? {
        ways(numbers).filter { ($0.last?.numbers ?? numbers).contains(target) }.map(\.count).min()
    }
}
