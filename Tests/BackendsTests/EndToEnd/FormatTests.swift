import LoopbackServer
import Planning
import Testing

@testable import Backends

/// Every wire format over a real socket.
struct FormatTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let api: Provider.API
        let type: String
        let target: String
        let key: (name: String, value: String)
        let text: String
        let tools: String
        let broken: String
        var testDescription: String { api.rawValue }
    }

    static let cases = [
        Case(
            api: .anthropic, type: "text/event-stream", target: "/v1/messages",
            key: ("x-api-key", "sk-loopback-0123456789"), text: "anthropic/text", tools: "anthropic/thinking-tools",
            broken: "anthropic/overloaded"),
        Case(
            api: .responses, type: "text/event-stream", target: "/v1/responses",
            key: ("Authorization", "Bearer sk-loopback-0123456789"), text: "openai-responses/text",
            tools: "openai-responses/reasoning-tools", broken: "openai-responses/failed"),
        Case(
            api: .gemini, type: "text/event-stream", target: "/v1/models/gpt-4.1-mini:streamGenerateContent?alt=sse",
            key: ("x-goog-api-key", "sk-loopback-0123456789"), text: "gemini/text", tools: "gemini/tools",
            broken: "gemini/mid-stream-error"),
        Case(
            api: .ollama, type: "application/x-ndjson", target: "/v1/api/chat",
            key: ("Authorization", "Bearer sk-loopback-0123456789"), text: "ollama-native/text",
            tools: "ollama-native/tools", broken: "ollama-native/error"),
    ]

    private func reply(_ example: Case, _ name: String) throws -> ServerScript {
        .reply(200, [("Content-Type", example.type)], body: try Fixture(name).bytes)
    }

    @Test(arguments: cases)
    func anAnswerIsTextAndUsage(example: Case) async throws {
        let script = try reply(example, example.text)
        let server = try ScriptedServer { _ in script }
        let loopback = try Loopback(server.url("/v1"), api: example.api)
        let expected = try Fixture(example.text).decoded().events
        let response = try await loopback.call()
        #expect(response.text == expected.text)
        #expect(response.reasoning == expected.reasoning)
        #expect(response.usage == expected.usages.last)
        #expect(response.logprobs == expected.logprobs)
        let settlement = try #require(loopback.meter.settlements.first)
        #expect(settlement.usage.provenance == .reported)
        #expect(settlement.cost == Sample.price.cost(of: response.usage))
        #expect(settlement.rawUsage?.isEmpty == false)
        let request = try #require(server.requests.first)
        #expect(request.method == "POST")
        #expect(request.target == example.target)
        #expect(request.header(example.key.name) == example.key.value)
        #expect(request.header("X-Team") == "blocks")
        #expect(request.header("Content-Type") == "application/json")
        #expect(request.header("anthropic-version") == (example.api == .anthropic ? "2023-06-01" : nil))
        #expect(request.body == Sample.provider(example.api).format.body(for: Sample.request()))
    }

    @Test(arguments: cases)
    func callsOfToolsAndTheirSealComeThrough(example: Case) async throws {
        let script = try reply(example, example.tools)
        let server = try ScriptedServer { _ in script }
        let response = try await Loopback(server.url("/v1"), api: example.api).call()
        let expected = try Fixture(example.tools).decoded().events
        #expect(response.toolCalls == expected.toolCalls)
        #expect(!response.toolCalls.isEmpty)
        #expect(response.finishReason == .toolCalls)
        #expect(response.sealed == expected.seals.first)
    }

    @Test(arguments: cases)
    func aRateLimitIsWaitedFor(example: Case) async throws {
        let limited = ServerScript.reply(
            429, [("Content-Type", "application/json"), ("Retry-After", "7")],
            text:
                #"{"type":"error","error":{"type":"rate_limit_error","status":"RESOURCE_EXHAUSTED","message":"slow"}}"#)
        let scripts = Scripts([limited, try reply(example, example.text)])
        let server = try ScriptedServer { _ in scripts.next() }
        let loopback = try Loopback(server.url("/v1"), api: example.api)
        _ = try await loopback.call()
        #expect(loopback.meter.settlements.map(\.attempts) == [2])
        #expect(loopback.clock.sleeps.allSatisfy { $0 >= .seconds(7) && $0 <= .seconds(7.7) })
        #expect(loopback.clock.sleeps.count == 1)
    }

    @Test(arguments: cases)
    func anErrorInTheMiddleIsSettledByWhatCame(example: Case) async throws {
        let script = try reply(example, example.broken)
        let server = try ScriptedServer { _ in script }
        let loopback = try Loopback(server.url("/v1"), api: example.api)
        let error = await #expect(throws: BackendError.self) { try await loopback.call() }
        #expect(error?.code == .cutMidStream)
        #expect(server.requests.count == 1)
        let settlement = try #require(loopback.meter.settlements.first)
        #expect(settlement.outcome == .failed)
        #expect(settlement.usage.provenance == .estimated)
        #expect(settlement.usage.input > 0 && settlement.usage.output > 0)
    }

    @Test(arguments: cases)
    func aConnectionThatIsCutInTheMiddleIsNotTriedAgain(example: Case) async throws {
        // As far as the first half of the answer, with more of it announced.
        let bytes = try Fixture(example.text).bytes
        let half = Array(bytes.prefix(bytes.count * 3 / 4))
        let server = try ScriptedServer { _ in
            [
                .head(200, [("Content-Type", example.type), ("Content-Length", "\(bytes.count)")]), .bytes(half), .cut,
            ]
        }
        let loopback = try Loopback(server.url("/v1"), api: example.api)
        let error = await #expect(throws: BackendError.self) { try await loopback.call() }
        #expect(error?.code == .cutMidStream)
        #expect(server.requests.count == 1)
    }

    @Test func whatWasReportedBeforeAWordOfTheAnswerIsBooked() async throws {
        // As far as the report on the prompt; another attempt would be answered in full.
        let bytes = try Fixture("anthropic/text").bytes
        let head = ServerPart.head(
            200, [("Content-Type", "text/event-stream"), ("Content-Length", "\(bytes.count)")])
        let scripts = Scripts([[head, .bytes(Array(bytes.prefix(700))), .cut], [head, .bytes(bytes)]])
        let server = try ScriptedServer { _ in scripts.next() }
        let loopback = try Loopback(server.url("/v1"), api: .anthropic)
        let error = await #expect(throws: BackendError.self) { try await loopback.call() }
        #expect(error?.code == .cutMidStream)
        #expect(server.requests.count == 1)
        let settlement = try #require(loopback.meter.settlements.first)
        #expect(settlement.outcome == .failed)
        let usage = Usage(freshInput: 21, cacheRead: 2048, cacheWrite: 148, output: 3, provenance: .estimated)
        #expect(settlement.usage == usage)
        #expect(settlement.cost == Sample.price.cost(of: usage))
    }

    @Test(arguments: cases)
    func cancellingClosesTheConnectionAndKeepsWhatWasReported(example: Case) async throws {
        let bytes = try Fixture(example.text).bytes
        let half = Array(bytes.prefix(bytes.count * 3 / 4))
        let server = try ScriptedServer { _ in
            [.head(200, [("Content-Type", example.type)]), .bytes(half), .hang]
        }
        let loopback = try Loopback(server.url("/v1"), api: example.api)
        await loopback.cancelCall { if case .text = $0 { true } else { false } }
        await server.connectionClosed(1)
        let usage = try #require(loopback.meter.settlements.first?.usage)
        #expect(usage.provenance == .estimated)
        #expect(usage.input > 0 && usage.output > 0)
        // Where the prompt is counted before the answer, it is known exactly.
        if example.api == .anthropic { #expect(usage.input == 2217 && usage.cacheRead == 2048) }
        if example.api == .gemini { #expect(usage.input == 1117 && usage.cacheRead == 1024) }
    }

    /// In the fields of the head and in the answer itself, and the latter stands.
    @Test(arguments: [
        (
            Provider.API.responses,
            #"{"id":"ID","status":"completed","output":[{"content":[{"type":"output_text","text":"on c"}]}]}"#
        ),
        (.gemini, #"{"responseId":"ID","candidates":[{"content":{"parts":[{"text":"on c"}]},"finishReason":"STOP"}]}"#),
    ])
    func theNameOfAnAnswerHasAnEndAndNoKeyInIt(api: Provider.API, answer: String) async throws {
        let beginning = String(repeating: "x", count: 190)
        let id = beginning + #"sk\u002dloopback-0123456789"# + String(repeating: "y", count: 200)
        let server = try ScriptedServer { _ in
            .reply(
                200, [("Content-Type", "application/json"), ("x-request-id", "req_1")],
                text: answer.replacing("ID", with: id))
        }
        let loopback = try Loopback(server.url("/v1"), api: api)
        let response = try await loopback.call()
        #expect(response.text == "on c")
        #expect(response.requestID == beginning + "<secret>yy")
        #expect(loopback.meter.settlements.map(\.requestID) == [response.requestID])
    }

    @Test(arguments: cases)
    func aPageOfAProxyIsNoAnswer(example: Case) async throws {
        let server = try ScriptedServer { _ in
            .reply(200, [("Content-Type", "text/html")], text: "<html>Please sign in</html>")
        }
        let error = await #expect(throws: BackendError.self) {
            try await Loopback(server.url("/v1"), api: example.api).call()
        }
        #expect(error?.code == .malformedResponse)
        #expect(error?.suggestion?.contains("base_url") == true)
    }
}
