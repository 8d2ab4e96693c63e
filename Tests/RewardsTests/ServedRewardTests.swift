import Planning
import PlanningTesting
import Rewards
import Testing

struct ServedRewardTests {
    private func scores(_ answer: String, form: ServedReward.Form = .pairs) async throws -> (
        [Double], [ModelRequest], BookingMeter
    ) {
        let backend = ScriptedBackend([.says(answer)])
        let meter = BookingMeter()
        let served = ServedReward(model("prm"), behind: backend, form: form, prompt: plainPrompt)
        let scores = try await served.scores(for: ask("5", "6", after: ["2 + 3"]), meter: meter)
        return (scores, backend.requests, meter)
    }

    @Test func allCandidatesGoInOneCallBehindTheQuestion() async throws {
        let (scores, requests, meter) = try await scores("[0.9,0.25]")
        #expect(scores == [0.9, 0.25])
        #expect(requests.map { $0.messages.map(\.text) } == [["Add 2 and 3.|2 + 3", "5", "6"]])
        #expect(meter.settlements.map(\.response) == ["[0.9,0.25]"])
    }

    @Test func whereTextsAreScoredEachHoldsEverything() async throws {
        let (_, requests, _) = try await scores("[0.9,0.25]", form: .texts)
        #expect(requests.map { $0.messages.map(\.text) } == [["Add 2 and 3.|2 + 3|5", "Add 2 and 3.|2 + 3|6"]])
    }

    @Test func anAnswerIsReadWithTheStepThatGivesIt() async throws {
        let backend = ScriptedBackend([.says("[1]")])
        let served = ServedReward(model(), behind: backend, form: .pairs, prompt: plainPrompt)
        let end = Proposal(action: Action(tool: "finish", text: "finish", answer: "5"))
        let request = RewardRequest(task: "t", trajectory: Trajectory(), candidates: [end])
        _ = try await served.scores(for: request, meter: BookingMeter())
        #expect(backend.requests.first?.messages.last?.text == "finish: 5")
    }

    @Test(arguments: ["sorry", "", "{}", "[0.9,null]", "[0.9,\"high\"]"])
    func whatIsNoListOfNumbersIsNoScore(answer: String) async throws {
        let error = await #expect(throws: RewardError.self) { try await scores(answer) }
        #expect(error?.code == .unreadable)
    }
}
