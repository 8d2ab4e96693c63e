import Backends
import Foundation
import LoopbackServer
import Planning
import Testing
import Transport

/// Scoring endpoints over a real socket.
struct ScoringCallTests {
    private static let answer = ServerScript.json(
        #"{"data":[{"index":0,"score":0.5},{"index":1,"score":0.25}],"usage":{"prompt_tokens":9,"total_tokens":9}}"#)

    private func call(
        _ scripts: ServerScript..., api: Provider.API = .score
    ) async throws -> (result: Result<ModelResponse, any Error>, server: ScriptedServer, meter: RecordingMeter) {
        let scripts = Scripts(scripts)
        let server = try ScriptedServer { _ in scripts.next() }
        let provider = Provider(
            name: "prm", api: api, baseURL: server.url("/v1"), key: .environment("PRM_KEY"),
            headers: ["X-Team": "blocks"])
        let clock = SkippingClock()
        let backend = try ProviderBackend(
            provider: provider, client: HTTPClient(),
            keys: KeyResolver(environment: ["PRM_KEY": "prm-0123456789"], store: KeyStore(folder: "/nonexistent")),
            clock: clock, now: { Date(timeIntervalSince1970: 0) }, seed: 1)
        let meter = RecordingMeter()
        let request = ModelRequest(
            model: Model(id: ModelID(provider: "prm", name: "org/model"), price: Sample.price),
            messages: ["task", "a", "b"].map { .user($0) }, maxOutput: 0)
        let result: Result<ModelResponse, any Error>
        do {
            result = .success(
                try await MeteredCall(
                    backend: backend, meter: meter, purpose: "score", endpoint: backend.publicEndpoint,
                    stopwatch: Stopwatch(clock)
                ).run(request))
        } catch {
            result = .failure(error)
        }
        return (result, server, meter)
    }

    @Test func aScoreIsACallLikeAnyOther() async throws {
        let (result, server, meter) = try await call(Self.answer)
        #expect(try result.get().text == "[0.5,0.25]")
        let request = try #require(server.requests.first)
        #expect(request.method == "POST" && request.path == "/v1/score")
        #expect(request.header("Authorization") == "Bearer prm-0123456789")
        #expect(request.header("X-Team") == "blocks")
        #expect(request.text == #"{"model":"org/model","text_1":"task","text_2":["a","b"]}"#)
        #expect(meter.announcements.map(\.endpoint) == [server.url("/v1/score")])
        #expect(meter.settlements.map(\.usage) == [Usage(freshInput: 9, provenance: .reported)])
        #expect(meter.settlements.map(\.response) == ["[0.5,0.25]"])
    }

    @Test func aServerThatIsBusyIsAskedAgain() async throws {
        let (result, server, meter) = try await call(.json(#"{"detail":"busy"}"#, status: 503), Self.answer)
        #expect(try result.get().text == "[0.5,0.25]")
        #expect(server.requests.count == 2)
        #expect(meter.settlements.map(\.attempts) == [2])
    }

    @Test func aServerThatDoesNotKnowTheEndpointFailsAtOnce() async throws {
        let (result, server, _) = try await call(.json(#"{"detail":"Not Found"}"#, status: 404))
        #expect(throws: BackendError.self) { try result.get() }
        #expect(server.requests.count == 1)
    }

    @Test func anAnswerThatIsNoneFailsAndIsBooked() async throws {
        let (result, _, meter) = try await call(.json("{}"))
        let error = #expect(throws: BackendError.self) { try result.get() }
        #expect(error?.code == .malformedResponse)
        #expect(meter.settlements.map(\.outcome) == [.failed])
    }

    @Test(arguments: [Provider.API.rerank, .pooling, .classify]) func eachFormatHasItsPath(api: Provider.API)
        async throws
    {
        let (_, server, _) = try await call(.json("{}"), api: api)
        #expect(server.requests.map(\.path) == ["/v1/\(api.rawValue)"])
    }
}
