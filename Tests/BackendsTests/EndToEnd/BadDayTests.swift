import Backends
import Foundation
import LoopbackServer
import Planning
import Testing
import Transport

/// Everything that goes wrong between a request and its answer, over a real socket.
struct BadDayTests {
    private static let success = ServerScript.events([
        "data: {\"choices\":[{\"delta\":{\"content\":\"ok\"},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1}}\n\n", "data: [DONE]\n\n",
    ])

    private static func error(_ status: Int, _ message: String, type: String, retryAfter: String? = nil) -> ServerScript
    {
        .reply(
            status,
            [("Content-Type", "application/json"), ("x-request-id", "req_9")]
                + (retryAfter.map { [("Retry-After", $0)] } ?? []),
            text: #"{"error":{"message":"\#(message)","type":"\#(type)","param":null,"code":"\#(type)"}}"#)
    }

    /// Plays the scripts one after the other and gives the failure of one call.
    private func failure(_ scripts: ServerScript...) async throws -> (
        error: BackendError?, loopback: Loopback, asked: Int
    ) {
        let scripts = Scripts(scripts)
        let server = try ScriptedServer { _ in scripts.next() }
        let loopback = try Loopback(server.url("/v1"))
        let error = await #expect(throws: BackendError.self) { try await loopback.call() }
        return (error, loopback, server.requests.count)
    }

    @Test func aRefusedKeyIsNotTriedAgain() async throws {
        let (error, loopback, asked) = try await failure(
            Self.error(401, "Incorrect API key provided: sk-loopback-0123456789", type: "invalid_api_key"))
        #expect(error?.code == .unauthorized)
        #expect(error?.suggestion?.contains("LOOPBACK_KEY") == true)
        #expect(error.map { !"\($0)".contains("sk-loopback") } == true)
        #expect(error?.requestID == "req_9")
        #expect(asked == 1)
        #expect(loopback.meter.settlements.first?.error?.contains("sk-loopback") == false)
        #expect(loopback.meter.settlements.first?.cost == .zero)
    }

    @Test func anUnknownModelIsNotTriedAgain() async throws {
        let (error, _, asked) = try await failure(
            Self.error(404, "The model `gpt-9` does not exist", type: "model_not_found"))
        #expect(error?.code == .unknownModel)
        #expect(error?.message.contains("The model `gpt-9` does not exist") == true)
        #expect(asked == 1)
    }

    @Test func aRateLimitIsWaitedFor() async throws {
        let scripts = Scripts([
            Self.error(429, "slow down", type: "rate_limit_exceeded", retryAfter: "7"), Self.success,
        ])
        let server = try ScriptedServer { _ in scripts.next() }
        let loopback = try Loopback(server.url("/v1"))
        let response = try await loopback.call()
        #expect(response.text == "ok")
        #expect(server.requests.count == 2)
        #expect(loopback.clock.sleeps.count == 1)
        #expect(loopback.clock.sleeps.allSatisfy { $0 >= .seconds(7) && $0 <= .seconds(7.7) })
        #expect(loopback.meter.settlements.map(\.attempts) == [2])
        #expect(loopback.meter.settlements.first?.outcome == .finished)
    }

    @Test func aDateIsWaitedForAsWell() async throws {
        // The backend's own date is 08:49:37.
        let scripts = Scripts([
            Self.error(429, "slow down", type: "rate_limit_exceeded", retryAfter: "Sun, 06 Nov 1994 08:49:57 GMT"),
            Self.success,
        ])
        let server = try ScriptedServer { _ in scripts.next() }
        let loopback = try Loopback(server.url("/v1"))
        let events = try await loopback.events()
        #expect(events.retries == [2])
        #expect(loopback.clock.sleeps.allSatisfy { $0 >= .seconds(20) && $0 <= .seconds(21) })
    }

    @Test func aWaitBeyondReasonIsAFailureThatSaysHowLong() async throws {
        let (error, loopback, asked) = try await failure(
            Self.error(429, "slow down", type: "rate_limit_exceeded", retryAfter: "3600"))
        #expect(error?.code == .rateLimited)
        #expect(error?.retryAfter == .seconds(3600))
        #expect(asked == 1)
        #expect(loopback.clock.sleeps.isEmpty)
    }

    @Test func anEmptyAccountIsNotTriedAgain() async throws {
        let (error, loopback, asked) = try await failure(
            Self.error(429, "You exceeded your current quota", type: "insufficient_quota", retryAfter: "1"))
        #expect(error?.code == .outOfMoney)
        #expect(asked == 1)
        #expect(loopback.clock.sleeps.isEmpty)
    }

    @Test func faultsThatPassAreTriedAgainEverLater() async throws {
        let fault = Self.error(500, "oops", type: "server_error")
        let scripts = Scripts([fault, fault, fault, Self.success])
        let server = try ScriptedServer { _ in scripts.next() }
        let loopback = try Loopback(server.url("/v1"))
        let events = try await loopback.events()
        #expect(events.text == "ok")
        #expect(events.retries == [2, 3, 4])
        #expect(server.requests.count == 4)
        let sleeps = loopback.clock.sleeps
        #expect(sleeps.count == 3)
        #expect(zip(sleeps, sleeps.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func aServerThatKeepsFailingIsGivenUp() async throws {
        let (error, loopback, asked) = try await failure(Self.error(503, "busy", type: "overloaded"))
        #expect(error?.code == .overloaded)
        #expect(asked == 5)
        #expect(loopback.meter.settlements.map(\.attempts) == [5])
    }

    @Test func noRetryGoesBeyondTheTimeOfTheCall() async throws {
        let server = try ScriptedServer { _ in Self.error(429, "later", type: "rate_limit_exceeded", retryAfter: "30") }
        let loopback = try Loopback(server.url("/v1"))
        var request = Sample.request()
        request.timeout = .seconds(50)
        await #expect(throws: BackendError.self) { try await loopback.call(request) }
        #expect(server.requests.count == 2)
    }

    @Test func aServerThatLoadsItsModelIsPolled() async throws {
        let loading = ServerScript.json(
            #"{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}"#, status: 503)
        let scripts = Scripts(Array(repeating: loading, count: 9) + [Self.success])
        let server = try ScriptedServer { _ in scripts.next() }
        let loopback = try Loopback(server.url("/v1"))
        #expect(try await loopback.call().text == "ok")
        #expect(loopback.clock.sleeps == Array(repeating: .seconds(2), count: 9))
    }

    @Test func aCutInTheMiddleIsForTheCallerToRepeat() async throws {
        let half = ServerScript([
            .eventsHead, .chunk(Array("data: {\"choices\":[{\"delta\":{\"content\":\"12345678\"}}]}\n\n".utf8)), .cut,
        ])
        let (error, loopback, asked) = try await failure(half)
        #expect(error?.code == .cutMidStream)
        #expect(asked == 1)
        let settlement = try #require(loopback.meter.settlements.first)
        #expect(settlement.outcome == .failed)
        #expect(settlement.usage.provenance == .estimated)
        #expect(settlement.usage.output == 2)
        #expect(settlement.response == "12345678")
    }

    @Test func anAnswerInOnePieceThatIsLostOnTheWayMayHaveBeenBilled() async throws {
        let half = ServerScript([
            .head(200, [("Content-Type", "application/json"), ("Content-Length", "4000")]),
            .text(#"{"choices":[{"message":{"content":"Im"#), .cut,
        ])
        let (error, loopback, asked) = try await failure(half)
        #expect(error?.code == .cutMidStream)
        #expect(asked == 1)
        #expect(loopback.meter.settlements.map(\.usage.provenance) == [.estimated])
    }

    @Test func aConnectionThatIsResetBeforeTheAnswerIsTriedAgain() async throws {
        let scripts = Scripts([[.reset], [.eventsHead, .cut], Self.success])
        let server = try ScriptedServer { _ in scripts.next() }
        let loopback = try Loopback(server.url("/v1"))
        let events = try await loopback.events()
        #expect(events.retries == [2, 3])
        #expect(events.text == "ok")
    }

    @Test func aStreamThatEndsWithoutItsEndIsACut() async throws {
        let (error, _, _) = try await failure(
            .events(["data: {\"choices\":[{\"delta\":{\"content\":\"half\"}}]}\n\n", ": still here\n\n"]))
        #expect(error?.code == .cutMidStream)
    }

    @Test(arguments: ["{not json}", "{\"choices\": [", "\u{0}\u{1}"])
    func garbageIsNamedAndNotTriedAgain(garbage: String) async throws {
        for script in [ServerScript.events(["data: \(garbage)\n\n"]), .json(garbage)] {
            let (error, _, asked) = try await failure(script)
            #expect(error?.code == .malformedResponse)
            #expect(error?.suggestion?.contains("base_url") == true)
            #expect(asked == 1)
        }
    }

    @Test func aPageInsteadOfAnAnswerIsShownInItsFirstWords() async throws {
        let page = "<html><head><title>Sign in</title></head><body>" + String(repeating: "x ", count: 9000) + "</body>"
        let portal = try await failure(.reply(200, [("Content-Type", "text/html")], text: page))
        #expect(portal.error?.code == .malformedResponse)
        #expect(portal.error?.message.contains("Sign in") == true)
        let proxy = try await failure(.reply(403, [("Content-Type", "text/html")], text: page))
        #expect(proxy.error?.code == .unauthorized)
        #expect(proxy.error.map { $0.message.count < 1400 && $0.message.contains("Sign in") } == true)
    }

    @Test func aRedirectIsNotFollowedWithTheKey() async throws {
        let (error, _, asked) = try await failure(.redirect(to: "http://127.0.0.1:9/elsewhere"))
        #expect(error?.code == .badRequest)
        #expect(error?.status == 302)
        #expect(asked == 1)
    }

    @Test func aPortWhereNobodyListensIsTriedThreeTimes() async throws {
        let port = try ClosedPort()
        let loopback = try Loopback(port.url("/v1"))
        let error = await #expect(throws: BackendError.self) { try await loopback.call() }
        #expect(error?.code == .unreachable)
        #expect(error?.suggestion != nil)
        #expect(loopback.clock.sleeps.count == 2)
        #expect(loopback.meter.settlements.first?.cost == .zero)
        withExtendedLifetime(port) {}
    }

    @Test func aServerThatSaysNothingRunsIntoTheTimeout() async throws {
        let server = try ScriptedServer { _ in [.hang] }
        let loopback = try Loopback(server.url("/v1"), timeouts: .init(firstByte: .milliseconds(50)))
        let error = await #expect(throws: BackendError.self) { try await loopback.call() }
        #expect(error?.code == .timedOut)
        #expect(loopback.meter.settlements.first?.attempts == 1, "it may have been billed")
        #expect(loopback.meter.settlements.first?.usage.provenance == .estimated)
        await server.allConnectionsClosed()
    }

    @Test func aServerThatFallsSilentRunsIntoTheTimeoutOfTheRequest() async throws {
        // In one piece: what comes within the time is read, however slow this machine is.
        let answer =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
            + "data: {\"choices\":[{\"delta\":{\"content\":\"half\"}}]}\n\n"
        let server = try ScriptedServer { _ in [.text(answer), .hang] }
        let loopback = try Loopback(server.url("/v1"))
        var request = Sample.request()
        request.idleTimeout = .milliseconds(50)
        let error = await #expect(throws: BackendError.self) { try await loopback.call(request) }
        #expect(error?.code == .timedOut)
        #expect(loopback.meter.settlements.first?.response == "half")
        await server.allConnectionsClosed()
    }

    @Test func cancellingClosesTheConnectionAndSettlesAsEstimated() async throws {
        let reported = Array(
            ("data: {\"choices\":[{\"delta\":{\"content\":\"12345678\"}}],"
                + "\"usage\":{\"prompt_tokens\":57,\"completion_tokens\":3}}\n\n").utf8)
        let server = try ScriptedServer { _ in [.eventsHead, .chunk(reported), .hang] }
        let loopback = try Loopback(server.url("/v1"))
        await loopback.cancelCall { if case .usage = $0 { true } else { false } }
        await server.allConnectionsClosed()
        let settlement = try #require(loopback.meter.settlements.first)
        #expect(loopback.meter.settlements.count == 1)
        #expect(settlement.outcome == .cancelled)
        #expect(settlement.usage == Usage(freshInput: 57, output: 3, provenance: .estimated))
        #expect(settlement.cost == Sample.price.cost(of: settlement.usage))
    }

    @Test func cancellingWhileWaitingForARetryEndsTheCall() async throws {
        let server = try ScriptedServer { _ in Self.error(500, "oops", type: "server_error") }
        let held = HeldClock()
        let backend = try ProviderBackend(
            provider: Provider(name: "openai", baseURL: server.url("/v1"), key: .none), client: .init(),
            keys: KeyResolver(environment: [:], store: KeyStore(folder: "/nonexistent")), clock: held,
            now: { .init() }, seed: 1)
        let meter = RecordingMeter()
        let task = Task {
            try await MeteredCall(backend: backend, meter: meter, purpose: "action").run(Sample.request())
        }
        await held.firstSleep()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(meter.settlements.map(\.outcome) == [.cancelled])
        // The provider refused what was sent, and the next attempt was never made.
        #expect(meter.settlements.map(\.cost) == [.zero])
        #expect(server.requests.count == 1)
    }

    @Test func aCallThatIsCancelledBeforeItsTurnCostsNothing() async throws {
        let server = try ScriptedServer { _ in [.eventsHead, .hang] }
        let loopback = try Loopback(server.url("/v1"), maximumConcurrency: 1)
        let second = RecordingMeter()
        let begun = AsyncStream<Void>.makeStream()
        let backend = NoticingBackend(base: loopback.backend) { _ in begun.continuation.yield() }
        try await withThrowingTaskGroup { group in
            group.addTask {
                _ = try? await MeteredCall(backend: backend, meter: loopback.meter, purpose: "action")
                    .run(Sample.request())
            }
            for await _ in begun.stream { break }
            let waiting = Task {
                try await MeteredCall(backend: loopback.backend, meter: second, purpose: "action").run(Sample.request())
            }
            while second.announcements.isEmpty { await Task.yield() }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
            group.cancelAll()
            try await group.waitForAll()
        }
        #expect(second.settlements.map(\.outcome) == [.cancelled])
        #expect(second.settlements.map(\.cost) == [.zero])
        #expect(server.requests.count == 1)
        // The first one was sent, and may be billed.
        #expect(loopback.meter.settlements.first?.cost.map { $0 > .zero } == true)
    }
}
