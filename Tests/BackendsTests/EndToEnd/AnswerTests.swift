import Foundation
import LoopbackServer
import Planning
import Testing
import Transport

@testable import Backends

/// A whole way over a real socket: what is sent, and what comes back.
struct AnswerTests {
    @Test(arguments: [
        "openai/text", "openai/tools", "deepseek/reasoning", "openrouter/comments", "vllm/continuous",
        "llama-server/timings", "ollama/tools", "mistral/thinking",
    ])
    func everyFixtureMeansTheSameOverTheWire(name: String) async throws {
        let fixture = try Fixture(name)
        let server = try ScriptedServer { _ in .reply(200, [("Content-Type", "text/event-stream")], body: fixture.bytes)
        }
        let events = try await Loopback(server.url("/v1")).events()
        #expect(events == [.accepted(requestID: nil)] + (try fixture.decoded().events))
    }

    @Test func theRequestIsWhatTheProviderExpects() async throws {
        let server = try ScriptedServer { _ in
            .events(["data: {\"choices\":[{\"delta\":{\"content\":\"ok\"},\"finish_reason\":\"stop\"}]}\n\n"])
        }
        _ = try await Loopback(server.url("/base/v1/")).events()
        let request = try #require(server.requests.first)
        #expect(request.method == "POST")
        #expect(request.target == "/base/v1/chat/completions")
        #expect(request.header("Authorization") == "Bearer sk-loopback-0123456789")
        #expect(request.header("Content-Type") == "application/json")
        #expect(request.header("X-Team") == "blocks")
        #expect(request.body == OpenAIChatEncoder().body(for: Sample.request()))
    }

    @Test func oneConnectionServesOneCallAfterTheOther() async throws {
        let server = try ScriptedServer { _ in
            .events([
                "data: {\"choices\":[{\"delta\":{\"content\":\"ok\"},\"finish_reason\":\"stop\"}]}\n\n",
                "data: [DONE]\n\n",
            ])
        }
        let loopback = try Loopback(server.url("/v1"))
        for _ in 0..<5 { _ = try await loopback.call() }
        #expect(server.requests.count == 5)
        #expect(server.acceptedConnections == 1)
    }

    @Test func withoutAKeyNoneIsSent() async throws {
        let server = try ScriptedServer { _ in .events(["data: [DONE]\n\n"]) }
        _ = try await Loopback(server.url("/v1"), key: .none).events()
        #expect(server.requests.first?.header("Authorization") == nil)
    }

    @Test func aServerThatDoesNotStreamIsReadAsWell() async throws {
        let server = try ScriptedServer { _ in
            .json(
                #"{"choices":[{"message":{"content":"Stack b."},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":3}}"#
            )
        }
        let loopback = try Loopback(server.url("/v1"))
        let response = try await loopback.call()
        #expect(response.text == "Stack b.")
        #expect(response.usage == Usage(freshInput: 9, output: 3, provenance: .reported))
    }

    @Test func theProvidersNameForTheRequestIsKept() async throws {
        let server = try ScriptedServer { _ in
            .reply(
                200, [("Content-Type", "text/event-stream"), ("x-request-id", "req_7")], text: "data: [DONE]\n\n")
        }
        let loopback = try Loopback(server.url("/v1"))
        #expect(try await loopback.call().requestID == "req_7")
        #expect(loopback.meter.settlements.first?.requestID == "req_7")
    }

    @Test func aMissingKeyIsSaidBeforeAnythingIsSent() async throws {
        let server = try ScriptedServer { _ in .events(["data: [DONE]\n\n"]) }
        let loopback = try Loopback(server.url("/v1"), key: .environment("NO_SUCH_KEY"))
        let error = await #expect(throws: BackendError.self) { try await loopback.call() }
        #expect(error?.code == .missingKey)
        #expect(server.requests.isEmpty)
        #expect(loopback.meter.settlements.first?.cost == .zero)
    }

    @Test(arguments: ["", "localhost", "ftp://host/v1", "http://", "http:///v1", "not a url"])
    func anAddressThatIsNoneIsRefusedAtOnce(address: String) {
        let error = #expect(throws: BackendError.self) { try Loopback(address) }
        #expect(error?.suggestion?.contains("https://host/v1") == true)
    }

    @Test func whatIsShownOfTheAddressHasNoPassword() async throws {
        let loopback = try Loopback("http://user:hunter2@127.0.0.1:9/v1?token=hunter3", key: .none)
        #expect(loopback.backend.publicEndpoint == "http://127.0.0.1:9/v1/chat/completions")
        let error = await #expect(throws: BackendError.self) { try await loopback.call() }
        #expect(error.map { !"\($0)".contains("hunter") } == true)
    }

    @Test func noMoreCallsAreOpenThanAreAllowed() async throws {
        let gate = Gate()
        let done = Array("data: [DONE]\n\n".utf8)
        let server = try ScriptedServer { _ in [.eventsHead, .gate(gate), .chunk(done), .lastChunk] }
        let loopback = try Loopback(server.url("/v1"), maximumConcurrency: 2)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<6 { group.addTask { _ = try await loopback.events() } }
            await server.received(2)
            #expect(server.requests.count == 2)
            gate.open()
            try await group.waitForAll()
        }
        #expect(server.requests.count == 6)
    }

    @Test func whoWaitsForATurnCanBeCancelled() async throws {
        let gate = Gate()
        let done = Array("data: [DONE]\n\n".utf8)
        let server = try ScriptedServer { _ in [.eventsHead, .gate(gate), .chunk(done), .lastChunk] }
        let loopback = try Loopback(server.url("/v1"), maximumConcurrency: 1)
        let first = Task { try await loopback.events() }
        await server.received(1)
        let second = Task { try await loopback.events() }
        second.cancel()
        // Not a CancellationError, which would say that the provider may have worked on it.
        await #expect(throws: BackendError.self) { try await second.value }
        gate.open()
        _ = try await first.value
        _ = try await loopback.events()
        #expect(server.requests.count == 2)
    }

    @Test func aRequestGoesToTheProviderThatItsModelNames() async throws {
        let server = try ScriptedServer { _ in .events(["data: [DONE]\n\n"]) }
        let catalogue = Catalogue(providers: [Provider(name: "mine", baseURL: server.url("/v1"), key: .none)])
        let backends = ProviderBackends(
            catalogue: catalogue, client: .init(),
            keys: KeyResolver(environment: [:], store: KeyStore(folder: "/nonexistent")), now: { .init() }, seed: 1)
        var request = Sample.request()
        request.model = try catalogue.model(named: "mine/big")
        for try await _ in try await backends.respond(to: request) {}
        #expect(server.requests.count == 1)
        #expect(try backends.endpoint(of: request.model.id) == server.url("/v1/chat/completions"))
        let error = await #expect(throws: BackendError.self) { try await backends.respond(to: Sample.request()) }
        #expect(error?.code == .unknownModel)
    }
}
