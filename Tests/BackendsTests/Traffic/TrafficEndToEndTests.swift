import Backends
import Foundation
import LoopbackServer
import Planning
import Testing
import Transport

/// Limits, quotas and endpoints, over a real socket.
struct TrafficEndToEndTests {
    private static let text = [
        "data: {\"choices\":[{\"delta\":{\"content\":\"ok\"},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":1}}\n\n", "data: [DONE]\n\n",
    ]
    private static let success = ServerScript.events(text)
    private static let half = "data: {\"choices\":[{\"delta\":{\"content\":\"12345678\"}}]}\n\n"

    private static func success(_ fields: [(String, String)]) -> ServerScript {
        ServerScript(
            [.head(200, [("Content-Type", "text/event-stream"), ("Transfer-Encoding", "chunked")] + fields)]
                + text.map { .chunk(Array($0.utf8)) } + [.lastChunk])
    }

    private static func error(_ status: Int, type: String, retryAfter: String? = nil) -> ServerScript {
        .reply(
            status,
            [("Content-Type", "application/json")] + (retryAfter.map { [("Retry-After", $0)] } ?? []),
            text: #"{"error":{"message":"no","type":"\#(type)","code":"\#(type)"}}"#)
    }

    private func call(
        _ loopback: Loopback, as role: AgentRole, meter: RecordingMeter? = nil, hedging: Hedging? = nil
    ) async throws -> ModelResponse {
        try await MeteredCall(
            backend: loopback.backend.serving(role), meter: meter ?? loopback.meter, purpose: "action",
            stopwatch: Stopwatch(loopback.clock), hedging: hedging
        ).run(Sample.request())
    }

    // MARK: - Quotas

    @Test func theLastCallOfAQuotaIsTheVerifiers() async throws {
        let scripts = Scripts([
            Self.success([
                ("x-ratelimit-limit-requests", "60"), ("x-ratelimit-remaining-requests", "1"),
                ("x-ratelimit-reset-requests", "59s"),
            ]), Self.success,
        ])
        let server = try ScriptedServer { _ in scripts.next() }
        let loopback = try Loopback(server.url("/v1"))
        _ = try await call(loopback, as: .verifier)
        // A draft waits until there is one more than the verifier needs: a second, at one in a second.
        _ = try await call(loopback, as: .drafter)
        #expect(loopback.clock.sleeps == [.seconds(1)])
        _ = try await call(loopback, as: .verifier)
        #expect(loopback.clock.sleeps.count == 1, "a verifier does not wait for what is there")
    }

    @Test func everyCallOfAnEpisodeComesThroughInTheEnd() async throws {
        let scripts = Scripts(
            Array(repeating: Self.error(429, type: "rate_limit_exceeded", retryAfter: "2"), count: 4) + [Self.success])
        let server = try ScriptedServer { _ in scripts.next() }
        let loopback = try Loopback(server.url("/v1"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { _ = try await call(loopback, as: .verifier) } }
            try await group.waitForAll()
        }
        #expect(server.requests.count == 8)
        #expect(loopback.meter.settlements.map(\.outcome) == Array(repeating: .finished, count: 4))
        #expect(loopback.meter.settlements.reduce(0) { $0 + $1.attempts } == 8)
    }

    @Test func aCallSaysWhenItWaitsForAnotherAttempt() async throws {
        let scripts = Scripts([
            Self.success, Self.error(429, type: "rate_limit_exceeded", retryAfter: "7"), Self.success,
        ])
        let server = try ScriptedServer { _ in scripts.next() }
        let loopback = try Loopback(server.url("/v1"))
        _ = try await call(loopback, as: .verifier)
        #expect(loopback.meter.waits.isEmpty, "nothing was waited for")
        _ = try await call(loopback, as: .verifier)
        let waits = loopback.meter.waits
        #expect(!waits.isEmpty)
        #expect(waits == waits.indices.map { $0.isMultiple(of: 2) }, "each wait begins, and ends before the next one")
        #expect(waits.last == false)
    }

    @Test func aCallSaysWhenItWaitsForItsPlace() async throws {
        let gate = Gate()
        let server = try ScriptedServer { _ in [.gate(gate)] + Self.success }
        let loopback = try Loopback(server.url("/v1"), maximumConcurrency: 1)
        async let first = call(loopback, as: .verifier)
        await server.received(1)
        let meter = RecordingMeter()
        async let second = call(loopback, as: .verifier, meter: meter)
        while meter.waits.isEmpty { await Task.yield() }
        #expect(meter.waits == [true])
        gate.open()
        _ = try await (first, second)
        #expect(meter.waits == [true, false])
        #expect(loopback.meter.waits.isEmpty)
    }

    @Test func aDraftInTheVerifiersPlaceIsCutOffAndBooked() async throws {
        let scripts = Scripts([[.eventsHead, .chunk(Array(Self.half.utf8)), .hang], Self.success])
        let server = try ScriptedServer { _ in scripts.next() }
        let loopback = try Loopback(server.url("/v1"), maximumConcurrency: 1)
        let drafts = RecordingMeter()
        let draft = Task { try await call(loopback, as: .drafter, meter: drafts) }
        while drafts.firstTokens.isEmpty { await Task.yield() }
        #expect(try await call(loopback, as: .verifier).text == "ok")
        let error = await #expect(throws: BackendError.self) { try await draft.value }
        #expect(error?.code == .cutMidStream)
        #expect(error?.message.contains("needed its place") == true)
        let settlement = try #require(drafts.settlements.first)
        #expect(settlement.outcome == .failed)
        #expect(settlement.usage.provenance == .estimated)
        #expect(settlement.cost.map { $0 > .zero } == true, "it may have been billed")
        #expect(settlement.response == "12345678")
        #expect(server.requests.count == 2)
    }

    @Test func aDraftThatIsCancelledInTheLineCostsNothing() async throws {
        let gate = Gate()
        let server = try ScriptedServer { _ in [.gate(gate)] + Self.success }
        let loopback = try Loopback(server.url("/v1"), maximumConcurrency: 1)
        async let verifier = call(loopback, as: .verifier)
        await server.received(1)
        let drafts = RecordingMeter()
        let draft = Task { try await call(loopback, as: .drafter, meter: drafts) }
        while drafts.announcements.isEmpty { await Task.yield() }
        draft.cancel()
        await #expect(throws: CancellationError.self) { try await draft.value }
        #expect(drafts.settlements.map(\.cost) == [.zero])
        gate.open()
        _ = try await verifier
        #expect(server.requests.count == 1)
    }

    @Test func withoutMoneyDraftsAreRefusedAndTheVerifierGoesOn() async throws {
        let scripts = Scripts([Self.error(429, type: "insufficient_quota"), Self.success])
        let server = try ScriptedServer { _ in scripts.next() }
        let loopback = try Loopback(server.url("/v1"))
        for _ in 0..<3 {
            let error = await #expect(throws: BackendError.self) { try await call(loopback, as: .drafter) }
            #expect(error?.code == .outOfMoney)
            #expect(error?.suggestion?.contains("add credit") == true)
        }
        #expect(server.requests.count == 1, "never tried again")
        #expect(loopback.meter.settlements.map(\.cost) == [.zero, .zero, .zero])
        #expect(try await call(loopback, as: .verifier).text == "ok")
    }

    // MARK: - Endpoints that fail

    @Test func aFailingEndpointIsLeftAloneByDraftsUntilItAnswers() async throws {
        let fault = Self.error(503, type: "overloaded")
        let scripts = Scripts(Array(repeating: fault, count: 5) + [Self.success])
        let server = try ScriptedServer { _ in scripts.next() }
        let loopback = try Loopback(server.url("/v1"))
        await #expect(throws: BackendError.self) { try await call(loopback, as: .drafter) }
        #expect(server.requests.count == 5)
        let error = await #expect(throws: BackendError.self) { try await call(loopback, as: .drafter) }
        #expect(server.requests.count == 5, "nothing was sent")
        #expect(error?.message.contains("it has failed 5 times in a row") == true)
        #expect(error?.message.contains("answered 503") == true, "and why")
        // The verifier waits until it may try.
        #expect(try await call(loopback, as: .verifier).text == "ok")
        #expect(try await call(loopback, as: .drafter).text == "ok")
    }

    // MARK: - Several endpoints

    /// Two endpoints of one model, the first of them the cheaper one.
    private struct TwoEndpoints {
        let first: ScriptedServer
        let second: ScriptedServer
        let backends: ProviderBackends
        let meter = RecordingMeter()
        let model: Model
        let dear: Price

        init(
            _ preference: ModelRoute.Preference = .cost, first: [ServerScript], second: [ServerScript],
            maximumConcurrency: Int? = nil, requestsPerMinute: Int? = nil
        ) throws {
            let scripts = (Scripts(first), Scripts(second))
            self.first = try ScriptedServer { _ in scripts.0.next() }
            self.second = try ScriptedServer { _ in scripts.1.next() }
            dear = Price(input: 9_000_000_000, output: 9_000_000_000)
            let providers = [("one", self.first), ("two", self.second)].map { name, server in
                var provider = Provider(
                    name: name, baseURL: server.url("/v1"), key: .none, maximumConcurrency: maximumConcurrency)
                provider.requestsPerMinute = requestsPerMinute
                return provider
            }
            var catalogue = Catalogue(providers: providers)
            let (cheapID, dearID) = (ModelID(provider: "one", name: "m"), ModelID(provider: "two", name: "m-2"))
            catalogue.add(Model(id: cheapID, price: Sample.price))
            catalogue.add(Model(id: dearID, price: dear))
            catalogue.add(ModelRoute(endpoints: [dearID, cheapID], preference: preference), for: cheapID)
            model = try catalogue.model(named: "one/m")
            backends = ProviderBackends(
                catalogue: catalogue, client: .init(),
                keys: KeyResolver(environment: [:], store: KeyStore(folder: "/nonexistent")), clock: SkippingClock(),
                now: { .init() }, seed: 1)
        }

        var request: ModelRequest {
            var request = Sample.request()
            request.model = model
            return request
        }

        func call(as role: AgentRole = .verifier) async throws -> ModelResponse {
            try await MeteredCall(
                backend: backends.serving(role), meter: meter, purpose: "action", stopwatch: .init(SkippingClock())
            ).run(request)
        }
    }

    @Test func theCheaperEndpointIsAskedAndChargesItsOwnPrice() async throws {
        let both = try TwoEndpoints(first: [Self.success], second: [Self.success])
        _ = try await both.call()
        #expect(both.first.requests.count == 1)
        #expect(both.second.requests.isEmpty)
        let settlement = try #require(both.meter.settlements.first)
        #expect(settlement.cost == Sample.price.cost(of: settlement.usage))
        #expect(settlement.server == .init(model: "one/m", endpoint: both.first.url("/v1/chat/completions")))
        let reserved = try #require(both.meter.announcements.first?.reservation)
        #expect(reserved > both.dear.cost(of: Usage(output: 100)), "what the dearer one could cost")
    }

    @Test(arguments: [(503, "overloaded"), (429, "rate_limit_exceeded"), (429, "insufficient_quota"), (401, "no_key")])
    func anEndpointThatFailsBeforeItsAnswerIsFollowedByTheNext(status: Int, type: String) async throws {
        let both = try TwoEndpoints(first: [Self.error(status, type: type)], second: [Self.success])
        #expect(try await both.call().text == "ok")
        #expect(both.first.requests.count == 1, "not tried again where another one can be asked")
        #expect(both.second.requests.count == 1)
        #expect(both.second.requests.first?.text.contains("\"m-2\"") == true, "by the name it has there")
        let settlement = try #require(both.meter.settlements.first)
        #expect(settlement.attempts == 2)
        #expect(settlement.server?.model == "two/m-2")
        #expect(settlement.cost == both.dear.cost(of: settlement.usage))
    }

    @Test func whatMayHaveBeenBilledIsNotAskedElsewhere() async throws {
        let cut: ServerScript = [.eventsHead, .chunk(Array(Self.half.utf8)), .cut]
        let both = try TwoEndpoints(first: [cut], second: [Self.success])
        let error = await #expect(throws: BackendError.self) { try await both.call() }
        #expect(error?.code == .cutMidStream)
        #expect(both.second.requests.isEmpty)
        #expect(both.meter.settlements.first?.cost.map { $0 > .zero } == true)
    }

    @Test func whatIsWrongWithTheRequestIsNotAskedElsewhere() async throws {
        let both = try TwoEndpoints(first: [Self.error(400, type: "invalid_request_error")], second: [Self.success])
        await #expect(throws: BackendError.self) { try await both.call() }
        #expect(both.second.requests.isEmpty)
    }

    @Test func theLastEndpointIsTriedAsOftenAsAnyAlone() async throws {
        let fault = Self.error(503, type: "overloaded")
        let both = try TwoEndpoints(first: [fault], second: [fault, fault, Self.success])
        #expect(try await both.call().text == "ok")
        #expect(both.first.requests.count == 1)
        #expect(both.second.requests.count == 3)
        #expect(both.meter.settlements.map(\.attempts) == [4])
    }

    @Test func anEndpointThatKeepsFailingIsNoLongerAskedFirst() async throws {
        let both = try TwoEndpoints(first: [Self.error(500, type: "oops")], second: [Self.success])
        for _ in 0..<8 { _ = try await both.call() }
        #expect(both.first.requests.count == 5)
        #expect(both.second.requests.count == 8)
    }

    @Test func latencyFirstTriesEach() async throws {
        let both = try TwoEndpoints(.latency, first: [Self.success], second: [Self.success])
        for _ in 0..<2 { _ = try await both.call() }
        #expect(both.first.requests.count + both.second.requests.count == 2)
        #expect(both.second.requests.count > 0, "the first in the list, about whom nothing is known")
    }

    @Test(.timeLimit(.minutes(5))) func latencyFirstWaitsNowhereWhileAnotherEndpointIsIdle() async throws {
        let gate = Gate()
        let held: ServerScript = [.gate(gate)] + Self.success
        let both = try TwoEndpoints(.latency, first: [Self.success], second: [held], maximumConcurrency: 1)
        async let first = both.call()
        await both.second.received(1)
        #expect(try await both.call().text == "ok")
        #expect(both.first.requests.count == 1)
        #expect(both.second.requests.count == 1)
        gate.open()
        _ = try await first
    }

    @Test func callsThatComeTogetherSpreadOverTheEndpoints() async throws {
        let both = try TwoEndpoints(.latency, first: [Self.success], second: [Self.success], maximumConcurrency: 2)
        // All have chosen before the first one is sent: a call begins when its answer is read.
        var answers: [ModelEventStream] = []
        for _ in 0..<8 { answers.append(try await both.backends.respond(to: both.request)) }
        for answer in answers {
            for try await _ in answer {}
        }
        #expect(both.first.requests.count == 4)
        #expect(both.second.requests.count == 4)
    }

    @Test func aCallThatNobodyReadsGivesItsPlaceBack() async throws {
        let both = try TwoEndpoints(.latency, first: [Self.success], second: [Self.success], maximumConcurrency: 1)
        _ = try await both.backends.respond(to: both.request)
        _ = try await both.call()
        #expect(both.second.requests.count == 1)
    }

    @Test(.timeLimit(.minutes(5))) func aCallThatGoesOnLeavesItsPlaceAtTheEndpointThatFailed() async throws {
        let gate = Gate()
        let held: ServerScript = [.gate(gate)] + Self.success
        let both = try TwoEndpoints(
            .latency, first: [held],
            second: [Self.error(503, type: "overloaded"), Self.success], maximumConcurrency: 1)
        async let first = both.call()
        await both.first.received(1)
        #expect(try await both.call().text == "ok")
        #expect(both.second.requests.count == 2)
        gate.open()
        _ = try await first
    }

    @Test func oneCallWaitsForAServerThatIsNotReadyAndTheOthersGoElsewhere() async throws {
        let remote = try ScriptedServer { _ in Self.success }
        var catalogue = Catalogue(providers: [
            Provider(
                name: "mine", baseURL: "http://127.0.0.1/v1", key: .none,
                server: LocalServerSettings(command: ["/nonexistent/server"], folder: "/")),
            Provider(name: "theirs", baseURL: remote.url("/v1"), key: .none),
        ])
        let (mine, theirs) = (ModelID(provider: "mine", name: "m"), ModelID(provider: "theirs", name: "m"))
        catalogue.add(ModelRoute(endpoints: [mine, theirs], preference: .latency), for: mine)
        let backends = ProviderBackends(
            catalogue: catalogue, client: .init(),
            keys: KeyResolver(environment: [:], store: KeyStore(folder: "/nonexistent")), now: { .init() }, seed: 1,
            servers: LocalServers(folder: "/nonexistent", executable: "/nonexistent", environment: [:]))
        var request = Sample.request()
        request.model = try catalogue.model(named: "mine/m")
        let first = try await backends.respond(to: request)
        var places: [ModelID] = []
        for _ in 0..<2 {
            for try await event in try await backends.respond(to: request) {
                if case .served(let model, _) = event { places.append(model.id) }
            }
        }
        #expect(places == [theirs, theirs])
        // This one would have started the server, which cannot be, and goes on.
        for try await event in first {
            if case .served(let model, _) = event { places.append(model.id) }
        }
        #expect(places == [theirs, theirs, mine, theirs])
    }

    @Test func whatCallsWaitedForInTheLineMakesNoEndpointSlow() async throws {
        let both = try TwoEndpoints(.latency, first: [Self.success], second: [Self.success], requestsPerMinute: 1)
        // The third waits a minute at the second endpoint; the fifth finds none that is free, and both as fast.
        for _ in 0..<5 { _ = try await both.call() }
        #expect(both.first.requests.count == 2)
        #expect(both.second.requests.count == 3)
    }

    @Test func costFirstWaitsForTheCheaperEndpoint() async throws {
        let gate = Gate()
        let held: ServerScript = [.gate(gate)] + Self.success
        let both = try TwoEndpoints(first: [held], second: [Self.success], maximumConcurrency: 1)
        async let first = both.call()
        await both.first.received(1)
        async let second = both.call()
        while both.meter.announcements.count < 2 { await Task.yield() }
        gate.open()
        _ = try await (first, second)
        #expect(both.first.requests.count == 2)
        #expect(both.second.requests.isEmpty)
    }

    @Test func aDraftLeavesTheIdleEndpointToVerifiersOfTheSameModel() async throws {
        let gate = Gate()
        let held: ServerScript = [.gate(gate)] + Self.success
        let both = try TwoEndpoints(.latency, first: [Self.success], second: [held], maximumConcurrency: 1)
        async let verifier = both.call()
        await both.second.received(1)
        async let draft = both.call(as: .drafter)
        while both.meter.announcements.count < 2 { await Task.yield() }
        gate.open()
        _ = try await (verifier, draft)
        #expect(both.first.requests.isEmpty)
        #expect(both.second.requests.count == 2)
    }

    // MARK: - Second calls

    @Test func ofTwoCallsOneAnswersAndBothAreBooked() async throws {
        // Whichever comes first at the server hangs, so that the other one wins.
        let scripts = Scripts([[.eventsHead, .chunk(Array(Self.half.utf8)), .hang], Self.success])
        let server = try ScriptedServer { _ in scripts.next() }
        let loopback = try Loopback(server.url("/v1"))
        let tail = Array(repeating: Duration.seconds(1), count: 38) + [.seconds(60), .seconds(60)]
        let hedging = Hedging(
            lambda: try #require(Lambda(0.9)), clock: SkippingClock(), latencies: [Sample.model.id: tail])
        #expect(try await call(loopback, as: .verifier, hedging: hedging).text == "ok")
        #expect(loopback.meter.announcements.map(\.purpose).sorted() == ["action", "hedge"])
        #expect(Set(loopback.meter.settlements.map(\.outcome)) == [.finished, .cancelled])
        let lost = try #require(loopback.meter.settlements.first { $0.outcome == .cancelled })
        #expect(lost.usage.provenance == .estimated)
        #expect(lost.cost.map { $0 > .zero } == true)
        #expect(loopback.meter.current.budget.reserved == .zero)
        #expect(server.requests.count == 2)
    }
}
