import Planning
import PlanningTesting
import Rewards
import Testing

struct JudgeRewardTests {
    private func says(
        _ text: String, logprobs: [TokenLogprob] = [], end: FinishReason = .stop
    ) -> [ScriptedBackend.Step] {
        [.event(.accepted(requestID: nil)), .event(.text(text)), .event(.logprobs(logprobs)), .event(.finished(end))]
    }

    private func score(_ text: String, logprobs: [TokenLogprob] = [], asksForWords: Bool = false) async throws -> Double
    {
        let judge = JudgeReward(
            model(logprobs: asksForWords), behind: ScriptedBackend([says(text, logprobs: logprobs)]),
            prompt: plainPrompt)
        return try await judge.scores(for: ask("5"), meter: BookingMeter())[0]
    }

    @Test func logProbabilitiesGiveTheChanceOfYesAgainstNo() async throws {
        let tokens = [
            TokenLogprob(token: " ", logprob: 0),
            TokenLogprob(
                token: "Yes", logprob: -0.5, alternatives: [" yes": -2, "No": -1.5, "▁no": -3, "Maybe": -0.1]),
        ]
        let score = try await score("Yes", logprobs: tokens, asksForWords: true)
        // e^-0.5 + e^-2 against e^-1.5 + e^-3.
        #expect(abs(score - 0.7310585786) < 1e-9)
    }

    @Test func whatIsLikelyButNotWrittenCounts() async throws {
        let tokens = [TokenLogprob(token: "no", logprob: -0.1, alternatives: ["yes": -2.4, "no": -0.1])]
        let score = try await score("no", logprobs: tokens, asksForWords: true)
        #expect(abs(score - 0.0911229610) < 1e-9)
    }

    @Test func aProviderThatGivesNoLogProbabilitiesAfterAllIsTakenAtItsWord() async throws {
        #expect(try await score("Yes.", asksForWords: true) == 1)
        #expect(try await score("**no**", asksForWords: true) == 0)
    }

    @Test(arguments: [("0.85", 0.85), (" 1\n", 1), ("`0`", 0), ("0.5.", 0.5), (".25", 0.25)])
    func aNumberIsAChance(text: String, score: Double) async throws {
        #expect(try await self.score(text) == score)
    }

    @Test(arguments: [
        "", "85%", "8/10", "0.8 because it is right", "The chance is 0.8", "yes or no", "0,8", "{\"p\":1}",
    ])
    func whatIsNoNumberIsNoScore(text: String) async throws {
        let error = await #expect(throws: RewardError.self) { try await score(text) }
        #expect(error?.code == .unreadable)
        #expect(error?.description.contains("prompts.reward") == true)
    }

    @Test(arguments: [true, false]) func aRefusalIsNoScore(asksForWords: Bool) async throws {
        let tokens = asksForWords ? [TokenLogprob(token: "No", logprob: -0.1, alternatives: ["yes": -3])] : []
        let judge = JudgeReward(
            model(logprobs: asksForWords), behind: ScriptedBackend([says("No.", logprobs: tokens, end: .filtered)]),
            prompt: plainPrompt)
        let error = await #expect(throws: RewardError.self) {
            try await judge.scores(for: ask("5"), meter: BookingMeter())
        }
        #expect(error?.code == .unreadable)
        #expect(error?.description.contains("refused") == true)
    }

    @Test(arguments: ["1.2", "-0.1", "nan", "inf", "85", "1e400"])
    func aNumberThatIsNoChanceIsNoScore(text: String) async throws {
        let error = await #expect(throws: RewardError.self) { try await score(text) }
        #expect(error?.code == .outOfRange)
    }

    @Test func everyCandidateIsACallOfItsOwnAndTheirPromptsBeginAlike() async throws {
        let backend = ScriptedBackend { request, _ in
            let text = request.messages.last?.text ?? ""
            return self.says(text.contains("|5\n") ? "0.9" : "0.1")
        }
        let meter = BookingMeter()
        let judge = JudgeReward(model(), behind: backend, prompt: plainPrompt)
        #expect(try await judge.scores(for: ask("5", "6", after: ["2 + 3"]), meter: meter) == [0.9, 0.1])
        #expect(meter.announcements.map(\.purpose) == ["score", "score"])
        #expect(meter.announcements.allSatisfy { $0.model == "test/judge" && ($0.reservation ?? .zero) > .zero })
        #expect(meter.outcomes == [.finished, .finished])
        for request in backend.requests {
            #expect(request.messages.last?.text.hasPrefix("Add 2 and 3.|2 + 3|") == true)
            #expect(request.temperature == 0)
            #expect(request.topLogprobs == nil)
        }
    }

    @Test func aModelWithLogProbabilitiesIsAskedForOneWord() async throws {
        let backend = ScriptedBackend([says("yes", logprobs: [TokenLogprob(token: "yes", logprob: 0)])])
        let judge = JudgeReward(model(logprobs: true), behind: backend, prompt: plainPrompt)
        #expect(try await judge.scores(for: ask("5"), meter: BookingMeter()) == [1])
        let request = try #require(backend.requests.first)
        #expect(request.maxOutput == 4)
        #expect(request.topLogprobs == 20)
        #expect(request.messages.last?.text.hasSuffix("Answer with one word and nothing else: yes or no.") == true)
    }

    @Test func aJudgeThatIsDownFailsAndScoresNothing() async throws {
        let backend = ScriptedBackend([.fails(BackendError(.unreachable, "nobody listens"))])
        let meter = BookingMeter()
        let judge = JudgeReward(model(), behind: backend, prompt: plainPrompt)
        let error = await #expect(throws: BackendError.self) { try await judge.scores(for: ask("5"), meter: meter) }
        #expect(error?.code == .unreachable)
        #expect(meter.outcomes == [.failed])
    }
}
