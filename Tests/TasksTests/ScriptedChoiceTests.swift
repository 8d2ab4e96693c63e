import Planning
import PlanningTesting
import Simulation
import Testing
import Worlds

@testable import Tasks

/// Scripted models choose as well as they answer.
struct ScriptedChoiceTests {
    private let key = AnswerKey.answers(["a sum": "42"])

    private func option(_ answer: String) -> ChoiceRequest.Option {
        ChoiceRequest.Option(steps: [Step(action: Action(text: "Answer: \(answer)", answer: answer))])
    }

    private func choice(_ quality: Double, _ answers: String..., seed: UInt64 = 1) async throws -> Ballot {
        let script = try #require(ModelScript("scripted/\(quality)"))
        let solver = ScriptedSolver(script, key: key, seed: seed, clock: ManualClock())
        return try await solver.choose(
            ChoiceRequest(task: "a sum", trajectory: Trajectory(), options: answers.map(option), seed: 1),
            meter: UnlimitedMeter())
    }

    private struct UnlimitedMeter: CallMeter {
        func start(_ call: CallAnnouncement) throws(LimitReached) -> CallID { CallID(1) }
        func firstToken(of call: CallID) {}
        func settle(_ call: CallID, _ settlement: CallSettlement) {}
    }

    @Test func whoIsAlwaysRightChoosesTheRightOneOrNone() async throws {
        #expect(try await choice(1, "41", "42", "7").votes == [1])
        #expect(try await choice(1, "41", "7").votes == [nil])
        #expect(try await choice(1, "41", "42").soundness == [0, 1])
    }

    @Test func aPlanIsRightWhichReachesTheGoalWhateverItsWay() async throws {
        let solver = ScriptedSolver(
            try #require(ModelScript("scripted/1")), key: .world(.countdown), seed: 1, clock: ManualClock())
        func step(_ tool: String, _ a: Int64, _ b: Int64) -> Step {
            Step(action: Action(tool: tool, arguments: ["a": .integer(a), "b": .integer(b)]))
        }
        let finish = Step(action: Action(tool: "finish", answer: "done"))
        let options = [
            [step("add", 1, 2), finish], [step("multiply", 1, 2), step("multiply", 2, 5), finish],
            [step("multiply", 2, 5), finish], [step("multiply", 2, 5)],
        ]
        let ballot = try await solver.choose(
            ChoiceRequest(
                task: "1 2 5 -> 10", trajectory: Trajectory(), options: options.map { .init(steps: $0) }, seed: 1),
            meter: UnlimitedMeter())
        #expect(ballot.soundness == [0, 1, 1, 0])
    }

    @Test func whoIsAlwaysWrongTakesAWrongOne() async throws {
        #expect(try await choice(0, "42", "41").votes == [1])
        #expect(try await choice(0, "42").votes == [nil])
    }

    @Test func itIsMistakenAsOftenAsItSays() async throws {
        var right = 0
        for seed in 1...400 as ClosedRange<UInt64> {
            right += try await choice(0.8, "42", seed: seed).votes == [0] ? 1 : 0
        }
        // Four standard deviations.
        #expect(abs(Double(right) / 400 - 0.8) <= 0.08)
    }
}
