import Foundation
import HTTPTypes
import LoopbackServer
import Testing
import Transport

/// The fake that other modules' tests trust is itself to be trusted.
@Suite(.timeLimit(.minutes(1)))
struct ChatServerTests {
    private let client = HTTPClient()

    private func ask(_ server: ChatServer, model: String = "m", stream: Bool, usage: Bool = true) async throws
        -> HTTPReply
    {
        let body: [String: Any] = [
            "model": model, "stream": stream, "stream_options": ["include_usage": usage],
            "messages": [["role": "system", "content": "be brief"], ["role": "user", "content": "where is Paris"]],
        ]
        let request = server.wire.request("/v1/chat/completions", method: .post)
        return try await client.send(
            request, body: Array(JSONSerialization.data(withJSONObject: body)), options: .generous)
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func aWholeAnswerIsCharged() async throws {
        let server = try ChatServer { request in
            #expect(request.lastUserText == "where is Paris" && !request.stream)
            var answer = ChatAnswer.text("in France")
            answer.cachedTokens = 4
            return answer
        }
        let json = try object(try await ask(server, stream: false).body.text())
        let choice = try #require((json["choices"] as? [[String: Any]])?.first)
        #expect((choice["message"] as? [String: Any])?["content"] as? String == "in France")
        #expect(choice["finish_reason"] as? String == "stop")
        let usage = try #require(json["usage"] as? [String: Any])
        // Two and three words, and three for each message.
        #expect(usage["prompt_tokens"] as? Int == 11)
        #expect(usage["completion_tokens"] as? Int == 2)
        await server.settled()
        let charges = server.charges(for: "m")
        #expect(charges.promptTokens == 11 && charges.generatedTokens == 2 && charges.cachedTokens == 4)
        #expect(charges.calls == 1 && charges.cut == 0)
    }

    @Test func aStreamSendsItsPiecesAndThenItsUsage() async throws {
        let server = try ChatServer { _ in
            ChatAnswer([
                .reasoning("hmm"), .text("It"), .text(" is"),
                .toolCall(id: "call-1", name: "map", arguments: #"{"city":"Paris"}"#),
            ])
        }
        var texts: [String] = []
        for try await event in try await ask(server, stream: true).body.serverSentEvents() { texts.append(event.data) }
        #expect(texts.last == "[DONE]")
        let events = try texts.dropLast().map { try object($0) }
        let deltas = events.compactMap { event in
            (event["choices"] as? [[String: Any]])?.first?["delta"] as? [String: Any]
        }
        #expect(deltas.compactMap { $0["content"] as? String }.joined() == "It is")
        #expect(deltas.compactMap { $0["reasoning_content"] as? String } == ["hmm"])
        let functions = deltas.compactMap {
            ($0["tool_calls"] as? [[String: Any]])?.first?["function"] as? [String: Any]
        }
        #expect(functions.compactMap { $0["arguments"] as? String }.joined() == #"{"city":"Paris"}"#)
        let usage = try #require(events.last?["usage"] as? [String: Any])
        await server.settled()
        let charges = server.charges(for: "m")
        #expect(usage["completion_tokens"] as? Int == charges.generatedTokens)
        #expect(charges.generatedTokens == 5 && charges.reasoningTokens == 1)
    }

    @Test func usageIsOnlyToldWhereItWasAskedFor() async throws {
        let server = try ChatServer { _ in .text("yes") }
        let text = try await ask(server, stream: true, usage: false).body.text()
        #expect(!text.contains("usage") && text.contains("[DONE]"))
    }

    @Test func aStreamThatTheClientClosesIsChargedForWhatWasGenerated() async throws {
        let gate = Gate()
        let server = try ChatServer { _ in
            ChatAnswer(ChatPiece.words("one two three four"), gates: [2: gate])
        }
        func readTwo() async throws {
            var events = try await ask(server, stream: true).body.serverSentEvents().makeAsyncIterator()
            _ = try await events.next()
            _ = try await events.next()
        }
        try await readTwo()
        await server.settled()
        let charges = server.charges(for: "m")
        #expect(charges.generatedTokens == 2 && charges.promptTokens == 11)
        #expect(charges.calls == 1 && charges.cut == 1)
    }

    @Test(arguments: [true, false])
    func anAnswerCanBeCut(stream: Bool) async throws {
        let server = try ChatServer { _ in ChatAnswer(ChatPiece.words("one two three"), cutAfter: 2) }
        let code = await code { _ = try await ask(server, stream: stream).body.text() }
        #expect(code == (stream ? .cutOff : .resetBeforeFirstByte))
        await server.settled()
        #expect(server.charges(for: "m").generatedTokens == 2)
        #expect(server.charges(for: "m").cut == 1)
    }

    @Test func aFailureCostsNothing() async throws {
        let server = try ChatServer { _ in .failure(429, message: "slow down", retryAfter: "2") }
        let reply = try await ask(server, stream: true)
        #expect(reply.head.status.code == 429)
        #expect(reply.head.headerFields[.retryAfter] == "2")
        #expect(try await reply.body.text().contains("slow down"))
        #expect(server.charges.isEmpty && server.openCalls == 0)
    }

    @Test func delaysGoThroughTheGivenSleep() async throws {
        let sleeps = Counter()
        let server = try ChatServer(sleep: { _ in sleeps.increment() }) { _ in
            ChatAnswer(ChatPiece.words("a b c"), firstDelay: .seconds(1000), pieceDelay: .seconds(500))
        }
        _ = try await ask(server, stream: true).body.text()
        #expect(sleeps.increment() == 4)
    }

    @Test func modelsAreListedAndOtherPathsAreNotThere() async throws {
        let server = try ChatServer(models: ["small", "big"]) { _ in .text("") }
        let models = try await client.send(server.wire.request("/v1/models"), options: .generous)
        #expect(try await models.body.text().contains(#""id":"big""#))
        let other = try await client.send(server.wire.request("/v2"), options: .generous)
        #expect(other.head.status.code == 404)
    }
}
