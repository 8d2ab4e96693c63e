import Foundation
import LoopbackServer
import Planning
import Testing

/// Runs against an OpenAI-compatible server on this machine that streams, fails and counts.
struct RemoteRunTests {
    private func run(_ plan: PlanServer, _ arguments: String...) async throws -> OutriderProcess.Result {
        let outrider = try OutriderProcess(config: plan.config)
        return try await outrider.start(["run", "Restore and describe the picture in German"] + arguments).result()
    }

    private func tools(_ document: JSONValue) -> [String] {
        (document["steps"]?.array ?? []).compactMap { $0["action"]?["tool"]?.string }
    }

    @Test func ridingAheadGivesTheSequentialPlanAndDollarsThatMatchTheServersCount() async throws {
        let plan = try PlanServer(awaitedDraft: 1)
        defer { plan.server.stop() }
        let document = try await run(plan, "--depth", "3", "--json").json
        #expect(tools(document) == PlanServer.plan)
        #expect(document["status"] == "finished")
        #expect(document["acceptance"] == 1)
        await plan.server.settled()
        let cost = try #require(document["cost_usd"]?.double)
        let estimated = try #require(document["cost_estimated_usd"]?.double)
        // Exact, but for calls that were cancelled: those are estimated, and marked so.
        #expect(abs(cost - Double(plan.charged) / 1e9) <= estimated + 1e-12)
    }

    @Test func withoutCancelledCallsTheDollarsAreExactlyTheServersOwn() async throws {
        let plan = try PlanServer()
        defer { plan.server.stop() }
        let document = try await run(plan, "--strategy", "sequential", "--json").json
        let cost = try #require(document["cost_usd"]?.double)
        #expect(document["cost_estimated_usd"] == 0)
        #expect(Int64((cost * 1e9).rounded()) == plan.charged)
    }

    @Test func theAnswerOfAnAgentThatOnlyPlansIsItsPlan() async throws {
        let plan = try PlanServer()
        defer { plan.server.stop() }
        let result = try await run(plan, "--quiet")
        #expect(result.output == PlanServer.plan.dropLast().joined(separator: "\n") + "\n")
    }

    @Test func aDrafterThatFailsAtEveryStepIsReportedOnceAndTheRunGoesOn() async throws {
        let plan = try PlanServer(lastAnswered: 0) { _, model in
            model == "small" ? .failure(401, message: "no such key", type: "invalid_request_error") : nil
        }
        defer { plan.server.stop() }
        let outrider = try OutriderProcess(config: plan.config)
        let started = try outrider.start(["run", "a task", "--depth", "2"])
        // A verifier that answered sooner would overtake the draft.
        try await eventually { try started.errors.contains("no draft of step") }
        plan.goOn()
        let result = try await started.result()
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.errors.components(separatedBy: "no draft of step").count == 2, "\(result.errors)")
    }

    @Test func wrongDraftsChangeNothingButTheBill() async throws {
        let plan = try PlanServer(mistakes: [2, 4], awaitedDraft: 2)
        defer { plan.server.stop() }
        let document = try await run(plan, "--depth", "2", "--json").json
        #expect(tools(document) == PlanServer.plan)
        #expect((document["calls"]?["wasted_usd"]?.double ?? 0) > 0)
        #expect((document["sequential_cost_usd"]?.double ?? 0) < (document["cost_usd"]?.double ?? 0))
    }

    @Test func theSequentialBaselineNeverAsksTheDrafter() async throws {
        let plan = try PlanServer()
        defer { plan.server.stop() }
        let document = try await run(plan, "--strategy", "sequential", "--json").json
        #expect(tools(document) == PlanServer.plan)
        #expect(plan.server.charges(for: "small").calls == 0)
    }

    @Test func aServerThatIsBusyIsAskedAgainAfterTheTimeItNames() async throws {
        let plan = try PlanServer { number, _ in
            number <= 2 ? .failure(429, type: "rate_limit_error", retryAfter: "0") : nil
        }
        defer { plan.server.stop() }
        let result = try await run(plan, "--strategy", "sequential", "--json")
        #expect(result.status == 0, "\(result.errors)")
        #expect(tools(try result.json) == PlanServer.plan)
    }

    @Test func anAnswerThatCannotBeReadIsAskedForAgain() async throws {
        let plan = try PlanServer { number, _ in number == 2 ? .text("I would rather not say") : nil }
        defer { plan.server.stop() }
        let result = try await run(plan, "--strategy", "sequential", "--json")
        #expect(result.status == 0, "\(result.errors)")
        #expect(tools(try result.json) == PlanServer.plan)
    }

    struct Trouble: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let answer: ChatAnswer
        let status: Int32
        let message: String
    }

    static let troubles = [
        Trouble(
            testDescription: "a refused key",
            answer: .failure(401, message: "Incorrect API key", type: "invalid_request_error"),
            status: 77, message: "Incorrect API key"),
        Trouble(
            testDescription: "an unknown model",
            answer: .failure(
                404, message: "The model does not exist", type: "invalid_request_error", code: "model_not_found"),
            status: 78, message: "does not exist"),
        Trouble(
            testDescription: "no money",
            answer: .failure(429, message: "You exceeded your quota", type: "insufficient_quota"),
            status: 69, message: "quota"),
        Trouble(
            testDescription: "a page of HTML", answer: .failure(502, body: "<html>Bad Gateway</html>", retryAfter: "0"),
            status: 75, message: "502"),
        Trouble(
            testDescription: "a bad request",
            answer: .failure(400, message: "max_tokens is too large", type: "invalid_request_error"), status: 1,
            message: "max_tokens"),
        Trouble(testDescription: "no sense ever", answer: .text("hm"), status: 1, message: "action"),
    ]

    /// The first two steps succeed (a step of the verifier takes two calls), then the trouble stays.
    @Test(arguments: troubles) func troubleEndsTheRunWithItsStatusAndKeepsTheSteps(trouble: Trouble) async throws {
        let plan = try PlanServer { number, _ in number > 4 ? trouble.answer : nil }
        defer { plan.server.stop() }
        let outrider = try OutriderProcess(config: plan.config)
        let result = try await outrider("run", "a task", "--strategy", "sequential", "--json")
        #expect(result.status == trouble.status, "\(result.errors)")
        #expect(result.errors.contains(trouble.message), "\(result.errors)")
        #expect(tools(try result.json) == Array(PlanServer.plan.prefix(2)))
        #expect(try result.json["status"] == "failed")
        let runs = try await outrider("runs", "--json").json
        #expect(runs.array?.first?["status"] == "failed")
    }

    @Test func aStreamThatIsCutIsTriedAgainAndItsCostIsMarkedAsEstimated() async throws {
        let cut = ChatAnswer(ChatPiece.words("<tool>Image Super-Resolution and much more"), cutAfter: 2)
        let plan = try PlanServer { number, _ in number == 2 ? cut : nil }
        defer { plan.server.stop() }
        let result = try await run(plan, "--strategy", "sequential", "--json")
        #expect(result.status == 0, "\(result.errors)")
        #expect((try result.json["cost_estimated_usd"]?.double ?? 0) > 0)
    }

    @Test func aServerThatIsNotThereIsNamed() async throws {
        let plan = try PlanServer()
        defer { plan.server.stop() }
        let port = try ClosedPort()
        let outrider = try OutriderProcess(config: plan.config.replacing(plan.server.baseURL, with: port.url("/v1")))
        let result = try await outrider("run", "a task", "--strategy", "sequential")
        #expect(result.status == 69, "\(result.errors)")
        #expect(result.errors.contains("127.0.0.1"))
        withExtendedLifetime(port) {}
    }

    @Test func aMissingKeyIsNamedAndNeverShown() async throws {
        var outrider = try OutriderProcess()
        let arguments = [
            "run", "a task", "--agent", "openagi", "--drafter", "openai/gpt-4.1-mini", "--verifier", "openai/gpt-4.1",
        ]
        let missing = try await outrider.start(arguments).result()
        #expect(missing.status == 77, "\(missing.errors)")
        #expect(missing.errors.contains("OPENAI_API_KEY"))

        outrider.environment["MY_KEY"] = "sk-secret-secret-secret"
        let plan = try PlanServer { _, _ in .failure(401, message: "no", type: "invalid_request_error") }
        defer { plan.server.stop() }
        var refused = try OutriderProcess(
            config: plan.config.replacing("api: openai", with: "api: openai\n    key_env: MY_KEY"))
        refused.environment["MY_KEY"] = "sk-secret-secret-secret"
        let result = try await refused("run", "a task", "--jsonl")
        #expect(result.status == 77, "\(result.errors)")
        #expect(result.errors.contains("MY_KEY"))
        #expect(!(result.errors + result.output).contains("secret-secret"))
        #expect(plan.server.requests.first?.raw.header("authorization") == "Bearer sk-secret-secret-secret")
        let stored = try Data(contentsOf: URL(filePath: refused.database))
        #expect(stored.range(of: Data("secret-secret".utf8)) == nil)
    }

    @Test func aLimitInDollarsHoldsAndAnUnknownPriceCannotBeLimited() async throws {
        let plan = try PlanServer()
        defer { plan.server.stop() }
        let limited = try await run(plan, "--max-cost", "0.02", "--json")
        #expect(limited.status == 3, "\(limited.errors)")
        #expect(try #require(try limited.json["cost_usd"]?.double) <= 0.02)
        let unpriced = try await run(plan, "--max-cost", "0.02", "--verifier", "local/other")
        #expect(unpriced.status == 78)
        #expect(unpriced.errors.contains("local/other"))
    }

    @Test func aLimitInDollarsThatIsTypedForARunThatGoesOnNeedsPricesToo() async throws {
        let plan = try PlanServer()
        defer { plan.server.stop() }
        let outrider = try OutriderProcess(config: plan.config)
        let begun = try await outrider(
            "run", "a task", "--strategy", "sequential", "--verifier", "local/unpriced", "--max-steps", "2", "--json")
        let name = try #require(try begun.json["run"]?.string)
        let refused = try await outrider("resume", name, "--max-steps", "20", "--max-cost", "0.02")
        #expect(refused.status == 78, "\(refused.errors)")
        #expect(refused.errors.contains("local/unpriced"))
        let resumed = try await outrider("resume", name, "--max-steps", "20")
        #expect(resumed.status == 0, "\(resumed.errors)")
    }

    @Test func anUnknownPriceIsNeverZero() async throws {
        let plan = try PlanServer()
        defer { plan.server.stop() }
        let result = try await run(plan, "--verifier", "local/big-and-unpriced", "--strategy", "sequential", "--json")
        #expect(result.status == 0, "\(result.errors)")
        #expect(try result.json["cost_usd"] == JSONValue.null)
    }
}
