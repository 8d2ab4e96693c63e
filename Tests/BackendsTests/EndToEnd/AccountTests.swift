import LoopbackServer
import Planning
import Testing

@testable import Backends

/// What OpenRouter says afterwards of calls that were cut off.
struct AccountTests {
    private static let generation = #"""
        {"data":{"id":"gen-1790000000-x","total_cost":0.00123,"usage":0.00123,"is_byok":false,"cancelled":true,
        "native_tokens_prompt":120,"native_tokens_completion":30,"native_tokens_reasoning":12,
        "native_tokens_cached":100,"upstream_inference_cost":0.5}}
        """#

    /// A server whose answer never ends, and whose books know of it at the question given.
    private func server(knowingAt question: Int) throws -> ScriptedServer {
        let questions = Counter()
        return try ScriptedServer { request in
            guard request.method == "GET" else {
                return [
                    .head(200, [("Content-Type", "text/event-stream"), ("X-Generation-Id", "gen-1790000000-x")]),
                    .text("data: {\"choices\":[{\"delta\":{\"content\":\"Stack\"}}]}\n\n"), .hang,
                ]
            }
            return questions.next() + 1 < question
                ? .json(#"{"error":{"code":404}}"#, status: 404) : .json(Self.generation)
        }
    }

    private func account(_ server: ScriptedServer, keepsAccounts: Bool = true) async throws -> (CallAccount?, Loopback)
    {
        let loopback = try Loopback(server.url("/api/v1"), keepsAccounts: keepsAccounts)
        guard let ask = loopback.backend.account(of: "gen-1790000000-x", for: Sample.request()) else {
            return (nil, loopback)
        }
        return (await ask(), loopback)
    }

    @Test func theBooksAreAskedUntilTheyKnow() async throws {
        let server = try server(knowingAt: 3)
        let (account, loopback) = try await account(server)
        #expect(account?.charged == Money(nanodollars: 1_230_000))
        #expect(
            account?.usage == Usage(freshInput: 20, cacheRead: 100, output: 30, reasoning: 12, provenance: .reported))
        #expect(server.requests.map(\.target) == Array(repeating: "/api/v1/generation?id=gen-1790000000-x", count: 3))
        #expect(server.requests.first?.header("Authorization") == "Bearer sk-loopback-0123456789")
        #expect(loopback.clock.sleeps == [.milliseconds(500), .seconds(1), .seconds(2)])
    }

    @Test func booksThatNeverKnowAreGivenUp() async throws {
        let server = try server(knowingAt: .max)
        let (account, _) = try await account(server)
        #expect(account == nil)
        #expect(server.requests.count == 4)
    }

    @Test func whereNoneAreKeptNobodyIsAsked() async throws {
        let server = try server(knowingAt: 1)
        let (account, loopback) = try await account(server, keepsAccounts: false)
        #expect(account == nil)
        #expect(server.requests.isEmpty)
        #expect(loopback.backend.account(of: "chatcmpl-1", for: Sample.request()) == nil)
        #expect(try Catalogue.builtIn.provider(named: "openrouter").keepsAccounts)
    }

    @Test func aCancelledCallIsSettledByTheBooks() async throws {
        let server = try server(knowingAt: 2)
        let loopback = try Loopback(server.url("/api/v1"), keepsAccounts: true)
        let meter = PatientMeter()
        let task = Task {
            try await MeteredCall(backend: loopback.backend, meter: meter, purpose: "action").run(Sample.request())
        }
        await meter.firstToken()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        let settlement = await meter.settlement()
        #expect(settlement?.outcome == .cancelled)
        #expect(settlement?.cost == Money(nanodollars: 1_230_000))
        #expect(settlement?.usage.provenance == .reported)
        #expect(settlement?.requestID == "gen-1790000000-x")
        #expect(settlement?.response == "Stack")
        #expect(settlement?.rawUsage?.contains("native_tokens_prompt") == true)
    }

    @Test func aKeyInTheBooksIsNotRecorded() async throws {
        let server = try ScriptedServer { request in
            .json(#"{"data":{"total_cost":0.001,"key":"\#(request.header("Authorization") ?? "")"}}"#)
        }
        let (account, _) = try await account(server)
        #expect(account?.raw?.contains("Bearer <secret>") == true)
        #expect(account?.raw?.contains("sk-loopback") == false)
    }

    @Test func aKeyOfOnesOwnIsChargedUpstreamToo() {
        let account = CallAccount(generation: [
            "total_cost": 0.000001, "is_byok": true, "upstream_inference_cost": 0.00002,
        ])
        #expect(account?.charged == Money(nanodollars: 21_000))
        #expect(CallAccount(generation: ["total_cost": -1]) == nil)
        #expect(CallAccount(generation: ["total_cost": "free"]) == nil)
        #expect(CallAccount(generation: .null) == nil)
    }
}
