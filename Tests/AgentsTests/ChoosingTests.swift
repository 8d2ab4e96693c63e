import Agents
import Foundation
import Planning
import Testing

struct ChoosingTests {
    private static func option(_ answer: String) -> ChoiceRequest.Option {
        ChoiceRequest.Option(
            steps: [Step(action: Action(text: "so \(answer)", answer: answer))], thoughts: ["I think \(answer)."])
    }

    private func request(_ answers: [String], seed: UInt64 = 3) -> ChoiceRequest {
        ChoiceRequest(task: "sum", trajectory: Trajectory(), options: answers.map(Self.option), seed: seed)
    }

    /// A model that answers each question by looking at the prompt.
    private final class Judge: ModelBackend {
        let logprobs: Bool
        let end: FinishReason
        let answer: @Sendable (String) -> [(String, Double)]

        init(logprobs: Bool, end: FinishReason, answer: @escaping @Sendable (String) -> [(String, Double)]) {
            self.logprobs = logprobs
            self.end = end
            self.answer = answer
        }

        func respond(to request: ModelRequest) async throws -> ModelEventStream {
            let chances = answer(request.messages.last?.text ?? "")
            let said = chances.first?.0 ?? ""
            var events: [ModelEvent] = [.accepted(requestID: nil)]
            if request.topLogprobs != nil {
                let logs = chances.map { ($0.0, log($0.1)) }
                events.append(
                    .logprobs([
                        TokenLogprob(
                            token: said, logprob: logs.first?.1 ?? 0,
                            alternatives: Dictionary(logs, uniquingKeysWith: { first, _ in first }))
                    ]))
            }
            events += [.text(said), .finished(end)]
            return ModelEventStream(
                AsyncStream { continuation in
                    for event in events { continuation.yield(event) }
                    continuation.finish()
                })
        }
    }

    private func agent(
        logprobs: Bool, end: FinishReason = .stop, answer: @escaping @Sendable (String) -> [(String, Double)]
    ) throws -> ModelAgent {
        var model = Samples.model
        model.capabilities.logprobs = logprobs
        return try ModelAgent(
            definition: Samples.tagged(), style: StyleChoice(.direct),
            backend: Judge(logprobs: logprobs, end: end, answer: answer),
            model: model, environmentTools: [], seed: 7)
    }

    /// The number under which a question shows an answer.
    private static func place(of answer: String, in question: String) -> String? {
        question.firstMatch(of: /Solution (\d+):\n[^\n]*\nAnswer: (\d+)/).flatMap { _ in
            question.matches(of: /Solution (\d+):\nI think \d+\.\nAnswer: (\d+)/).first { $0.output.2 == answer }
                .map { String($0.output.1) }
        }
    }

    @Test(arguments: 1...20) func theRightAnswerIsFoundWhereverItStands(seed: UInt64) async throws {
        let agent = try agent(logprobs: true) { question in
            guard let place = Self.place(of: "42", in: question) else {
                return question.contains("42") ? [("yes", 0.8), ("no", 0.2)] : [("No", 0.9), ("Yes", 0.1)]
            }
            return [(place, 0.6), (place == "1" ? "2" : "1", 0.2), ("nonsense", 0.2)]
        }
        let meter = CountingMeter()
        let ballot = try await agent.choose(request(["7", "42", "9"], seed: seed), meter: meter)
        #expect(ballot.votes == [1, 1])
        #expect(abs(ballot.shares[1] - 0.75) < 1e-9)
        #expect(abs((ballot.soundness[1] ?? 0) - 0.8) < 1e-9)
        #expect(abs((ballot.soundness[0] ?? 0) - 0.1) < 1e-9)
        #expect(ballot.trouble.isEmpty)
        #expect(meter.purposes.sorted() == ["check", "check", "check", "choice", "choice"])
        #expect(meter.outcomes.count == 5)
    }

    @Test func noneOfThemIsAVoteToo() async throws {
        let agent = try agent(logprobs: true) { $0.contains("Solution 1:") ? [("3", 1)] : [("no", 1)] }
        let ballot = try await agent.choose(request(["7", "9"]), meter: CountingMeter())
        #expect(ballot.votes == [nil, nil])
        #expect(ballot.shares == [0, 0])
        #expect(ballot.soundness == [0, 0])
    }

    @Test func whoAlwaysSaysTheFirstVotesForDifferentOnes() async throws {
        let agent = try agent(logprobs: false) { _ in [("1", 1)] }
        let ballots = try await withThrowingTaskGroup(of: Ballot.self) { group in
            for seed in 1...20 {
                group.addTask { [request] in
                    try await agent.choose(request(["a", "b", "c"], UInt64(seed)), meter: CountingMeter())
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(ballots.allSatisfy { $0.votes.count == 3 })
        #expect(ballots.contains { Set($0.votes).count > 1 })
    }

    @Test(arguments: ["seven", "", "12", "0", "none of the above"]) func anAnswerThatIsNoOptionIsTrouble(
        answer: String
    ) async throws {
        let agent = try agent(logprobs: false) { _ in [(answer, 1)] }
        let ballot = try await agent.choose(request(["7", "9"]), meter: CountingMeter())
        #expect(ballot.votes == [nil, nil, nil])
        #expect(ballot.shares == [0, 0])
        #expect(ballot.trouble == "3 of 3 votes named no option")
        #expect(ballot.soundness == [nil, nil])
    }

    @Test(arguments: [true, false]) func aRefusalSaysNothingOfTheOptions(logprobs: Bool) async throws {
        let agent = try agent(logprobs: logprobs, end: .filtered) {
            $0.contains("Solution 1:") ? [("1", 1)] : [("No, I cannot help with that.", 1)]
        }
        let ballot = try await agent.choose(request(["7", "9"]), meter: CountingMeter())
        #expect(ballot.votes.allSatisfy { $0 == nil })
        #expect(ballot.shares == [0, 0])
        #expect(ballot.trouble.hasSuffix("votes named no option"))
        #expect(ballot.soundness == [nil, nil])
    }

    @Test(arguments: ["2", "2.", "**2**", "Option 2", "The answer is 2, because…"]) func theNumberIsFoundInWords(
        answer: String
    ) async throws {
        let agent = try agent(logprobs: false) { $0.contains("Solution 2:") ? [(answer, 1)] : [("Yes.", 1)] }
        let ballot = try await agent.choose(request(["7", "9"]), meter: CountingMeter())
        #expect(ballot.trouble.isEmpty)
        #expect(ballot.votes.allSatisfy { $0 != nil })
        #expect(ballot.soundness == [1, 1])
    }

    @Test func aSingleOptionIsOnlyJudgedByItself() async throws {
        let agent = try agent(logprobs: true) { _ in [("Yes", 0.7), ("no", 0.3)] }
        let meter = CountingMeter()
        let ballot = try await agent.choose(request(["42"]), meter: meter)
        #expect(meter.purposes == ["check"])
        #expect(ballot.votes == [0])
        #expect(abs((ballot.soundness[0] ?? 0) - 0.7) < 1e-9)
    }

    @Test func guidanceStandsBehindWhatAllRequestsBeginWith() async throws {
        let plain = ScriptedModel([.text("<tool>Look</tool>")])
        let guided = ScriptedModel([.text("<tool>Look</tool>")])
        let trajectory = Trajectory([Step(action: Action(tool: "Look"), observation: Observation("a door"))])
        _ = try await Samples.agent(Samples.tagged(), plain).propose(
            ProposalRequest(task: "look", trajectory: trajectory), meter: CountingMeter())
        _ = try await Samples.agent(Samples.tagged(), guided).propose(
            ProposalRequest(task: "look", trajectory: trajectory, guidance: "Work {{backward}}."),
            meter: CountingMeter())
        let (without, with) = (plain.requests[0].messages, guided.requests[0].messages)
        #expect(without.dropLast() == with.dropLast())
        let question = "What is the next step?"
        let before = try #require(without.last?.text.components(separatedBy: question).first)
        #expect(with.last?.text.hasPrefix(before + "Work {{backward}}.\n\n" + question) == true)
    }

    @Test func anAgentPutsGuidanceInItsOwnWords() async throws {
        let backend = ScriptedModel([.text("<tool>Look</tool>")])
        let definition = try Samples.tagged(extra: "")
        let source = definition.source.replacingOccurrences(
            of: "prompts: {system: \"You plan.\"}",
            with: "prompts: {system: \"You plan.\", guidance: \"Heed this: {{guidance}}\"}")
        let own = try AgentDefinition(parsing: source, file: "own.yaml")
        _ = try await Samples.agent(own, backend).propose(
            ProposalRequest(task: "look", trajectory: Trajectory(), guidance: "be brief"), meter: CountingMeter())
        #expect(backend.requests[0].messages.last?.text.contains("Heed this: be brief\n\nWhat is") == true)
    }
}
