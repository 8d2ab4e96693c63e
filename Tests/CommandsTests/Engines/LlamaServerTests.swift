import Backends
import EmbeddedEngine
import Foundation
import Planning
import Testing

/// llama.cpp itself, as the server that llama-cpp-python brings, with models of this repository. `make
/// test-engines` installs what they need and runs them; elsewhere they are left out.
@Suite(.serialized, .enabled(if: LlamaServer.isInstalled), .timeLimit(.minutes(5))) struct LlamaServerTests {
    /// A call whose answer is the model's likeliest one.
    private func request(
        _ llama: LlamaServer, _ name: String, after prompt: String = LlamaServer.prompt, longest: Int = 24,
        logprobs: Int? = nil
    ) throws -> ModelRequest {
        ModelRequest(
            model: try llama.model(name), messages: [.user(prompt)], maxOutput: longest, temperature: 0, seed: 1,
            topLogprobs: logprobs)
    }

    private func events(
        _ llama: LlamaServer, as role: AgentRole, _ request: ModelRequest
    ) async throws -> [ModelEvent] {
        var events: [ModelEvent] = []
        for try await event in try await llama.backends.serving(role).respond(to: request) { events.append(event) }
        return events
    }

    private func text(_ events: [ModelEvent]) -> String {
        events.map { if case .text(let piece) = $0 { piece } else { "" } }.joined()
    }

    @Test(arguments: [AgentRole.drafter, .verifier]) func anAnswerComesInPieces(role: AgentRole) async throws {
        let llama = try LlamaServer()
        let events = try await events(llama, as: role, request(llama, "blocksworld-\(role.rawValue)"))
        #expect(events.count { if case .text = $0 { true } else { false } } > 1)
        #expect(events.contains(.finished(.stop)))
        #expect(LlamaServer.legal.contains(text(events)), "\(text(events))")
        await llama.end()
    }

    @Test func drafterAndVerifierRunSideBySide() async throws {
        let llama = try LlamaServer()
        async let draft = events(llama, as: .drafter, request(llama, "blocksworld-drafter"))
        async let verdict = events(llama, as: .verifier, request(llama, "blocksworld-verifier"))
        let answers = try await [text(draft), text(verdict)]
        #expect(LlamaServer.legal.contains(answers[0]), "\(answers)")
        #expect(answers[1] == "b<-")
        #expect(llama.servers.names.compactMap { llama.servers.status(of: $0)?.pid }.count == 2)
        await llama.end()
    }

    @Test func usageIsNoMoreThanWhatTheServerCounts() async throws {
        let llama = try LlamaServer()
        let request = try request(llama, "blocksworld-drafter")
        let response = try await MeteredCall(
            backend: llama.backends.serving(.drafter), meter: NoMeter(), purpose: "action"
        ).run(request)
        let counted = try await llama.usage(of: request)
        #expect(counted.prompt == Int64(LlamaServer.prompt.utf8.count), "a token is a byte")
        // This server says nothing of usage where it streams, so that it is our own count.
        #expect(response.usage.provenance == .estimated)
        #expect(response.usage.output > 0)
        #expect(Int64(response.usage.output) <= (counted.output ?? 0) + 1)
        #expect(request.model.cost(of: response.usage, duration: .seconds(1)) == .zero)
        await llama.end()
    }

    @Test func everyTokenHasItsLogProbability() async throws {
        let llama = try LlamaServer()
        let events = try await events(
            llama, as: .verifier, request(llama, "blocksworld-verifier", logprobs: 5))
        let tokens = events.flatMap { event -> [TokenLogprob] in
            if case .logprobs(let tokens) = event { tokens } else { [] }
        }
        #expect(tokens.map(\.token).joined().hasPrefix(text(events)))
        for token in tokens {
            #expect(token.logprob <= 0)
            // This server makes repetitions less likely before it chooses: the token need not be the first.
            #expect((1...6).contains(token.alternatives.count))
            #expect(token.alternatives.values.reduce(0) { $0 + exp($1) } <= 1 + 1e-6, "they are probabilities")
            #expect(token.alternatives[token.token].map { $0 == token.logprob } != false)
        }
        await llama.end()
    }

    @Test func theRewardModelIsAsSureOfAStepAsItIsInThisProcess() async throws {
        let llama = try LlamaServer()
        let embedded = try EmbeddedModel(file: llama.file("blocksworld-reward"))
        for step in LlamaServer.legal {
            let prompt = "\(LlamaServer.prompt)\(step)?"
            let events = try await events(
                llama, as: .scorer, request(llama, "blocksworld-reward", after: prompt, longest: 1, logprobs: 20))
            let tokens = events.flatMap { event -> [TokenLogprob] in
                if case .logprobs(let tokens) = event { tokens } else { [] }
            }
            let verdicts = try #require(tokens.first).alternatives
            // What is not among the likeliest has next to no chance.
            let good = exp(verdicts["+"] ?? -.infinity)
            let bad = exp(verdicts["-"] ?? -.infinity)
            let score = try await embedded.score(prompt)
            let expected = Logistic.chance(score.value)
            // The server keeps what it has read in half precision.
            #expect(abs(good / (good + bad) - expected) < 0.01, "\(prompt): \(good), \(bad), \(expected)")
        }
        await llama.end()
    }

    @Test func aPromptThatBeginsLikeTheLastOneIsNotReadAgain() async throws {
        let llama = try LlamaServer()
        for end in ["", "a"] {
            let request = try request(llama, "blocksworld-verifier", after: LlamaServer.prompt + end)
            _ = try await events(llama, as: .verifier, request)
        }
        let hits = llama.log("blocksworld-verifier").compactMap { line in
            line.firstMatch(of: /(\d+) prefix-match hit/).flatMap { Int($0.1) }
        }
        #expect(hits.contains { $0 >= LlamaServer.prompt.utf8.count }, "\(hits)")
        await llama.end()
    }

    @Test func aCallThatIsCancelledFreesItsSlot() async throws {
        let llama = try LlamaServer(.endless)
        let long = try request(llama, "blocksworld-drafter", longest: 1900)
        let begun = AsyncStream<Void>.makeStream()
        let call = Task {
            defer { begun.continuation.finish() }
            for try await event in try await llama.backends.serving(.drafter).respond(to: long) {
                if case .text = event { begun.continuation.finish() }
            }
        }
        for await _ in begun.stream {}
        call.cancel()
        _ = try? await call.value
        // There is one slot: that another call is answered shows that it is free.
        let next = try await events(llama, as: .drafter, request(llama, "blocksworld-drafter", longest: 4))
        #expect(!text(next).isEmpty)
        #expect(llama.log("blocksworld-drafter").contains { $0.hasPrefix("Disconnected from client") })
        await llama.end()
    }

    @Test func aDraftInTheOnlySlotMakesWayForTheVerifier() async throws {
        let llama = try LlamaServer(.endless)
        let long = try request(llama, "blocksworld-drafter", longest: 1900)
        let (pieces, piece) = AsyncStream<ModelEvent>.makeStream()
        let draft = Task {
            defer { piece.finish() }
            for try await event in try await llama.backends.serving(.drafter).respond(to: long) { piece.yield(event) }
        }
        var draftEvents = pieces.makeAsyncIterator()
        while let event = await draftEvents.next() { if case .text = event { break } }
        let verdict = try await events(llama, as: .verifier, request(llama, "blocksworld-drafter", longest: 4))
        #expect(!text(verdict).isEmpty)
        var reasons: [String] = []
        while reasons.isEmpty, let event = await draftEvents.next() {
            if case .retrying(_, let reason) = event { reasons.append(reason) }
        }
        #expect(reasons == ["the verifier needed the slot"])
        draft.cancel()
        _ = try? await draft.value
        await llama.end()
    }

    @Test func aFileThatIsNoWholeModelIsSaidToBeNone() async throws {
        let llama = try LlamaServer(.cut)
        let error = await #expect(throws: BackendError.self) {
            _ = try await events(llama, as: .verifier, request(llama, "blocksworld-verifier"))
        }
        #expect(error?.message.contains("before it was ready") == true, "\(error?.message ?? "")")
        #expect(error?.message.contains("blocksworld-verifier.gguf") == true, "its last words are shown")
        #expect(llama.servers.status(of: "blocksworld-verifier")?.state == .failed)
        await llama.end()
    }
}

/// Keeps no record.
private struct NoMeter: CallMeter {
    func start(_ call: CallAnnouncement) throws(LimitReached) -> CallID { CallID(1) }
    func firstToken(of call: CallID) {}
    func settle(_ call: CallID, _ settlement: CallSettlement) {}
}
