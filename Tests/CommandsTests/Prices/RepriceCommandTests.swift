import LoopbackServer
import Planning
import Testing

/// What a run would have cost on another model.
struct RepriceCommandTests {
    @Test func aRunIsPricedAnewRoleByRole() async throws {
        let plan = try PlanServer(mistakes: [2])
        defer { plan.server.stop() }
        let outrider = try OutriderProcess(config: plan.config)
        let run = try await outrider("run", "a task", "--depth", "2", "--json").json
        let name = try #require(run["run"]?.string)
        let calls = try await outrider("show", name, "--calls", "--json").json.array ?? []

        func expected(_ role: String?) -> Double {
            calls.reduce(0) { sum, call in
                let isRepriced = role == nil || call["role"]?.string == role
                let input = call["input_tokens"]?.double ?? 0
                let output = call["output_tokens"]?.double ?? 0
                return sum + (isRepriced ? (input * 2 + output * 8) / 1e6 : call["cost_usd"]?.double ?? 0)
            }
        }
        // `big` costs what the verifier is, so that its own calls cost what they did.
        let all = try await outrider("reprice", name, "--model", "local/big", "--json").json
        let drafter = try await outrider("reprice", name, "--model", "local/big", "--role", "drafter", "--json").json
        let verifier = try await outrider("reprice", name, "--model", "local/big", "--role", "verifier", "--json").json
        #expect(abs((all["would_be"]?["cost_usd"]?.double ?? -1) - expected(nil)) < 1e-9)
        #expect(abs((drafter["would_be"]?["cost_usd"]?.double ?? -1) - expected("drafter")) < 1e-9)
        #expect(abs((verifier["would_be"]?["cost_usd"]?.double ?? -1) - (run["cost_usd"]?.double ?? -2)) < 1e-9)
        #expect(abs((all["was"]?["cost_usd"]?.double ?? -1) - (run["cost_usd"]?.double ?? -2)) < 1e-9)

        let text = try await outrider("reprice", name, "--model", "openai/gpt-4.1", "--role", "verifier")
        #expect(text.status == 0)
        #expect(text.output.contains("as it was") && text.output.contains("on openai/gpt-4.1"))
        #expect(text.errors.contains("says openai.com/api/pricing"))
    }

    @Test func anOldRunKeepsThePriceItWasPricedWith() async throws {
        let plan = try PlanServer()
        defer { plan.server.stop() }
        let outrider = try OutriderProcess(config: plan.config)
        let run = try await outrider("run", "a task", "--depth", "2", "--json").json
        let name = try #require(run["run"]?.string)
        let before = try await outrider("show", name, "--json").json
        try outrider.configure(plan.config.replacing("{input: 2, output: 8}", with: "{input: 200, output: 800}"))
        #expect(try await outrider("show", name, "--json").json == before)
        let anew = try await outrider("reprice", name, "--model", "local/big", "--role", "verifier", "--json").json
        #expect((anew["would_be"]?["cost_usd"]?.double ?? 0) > 10 * (before["cost_usd"]?.double ?? 1))
    }

    @Test func whatCannotBePricedIsSaid() async throws {
        let plan = try PlanServer()
        defer { plan.server.stop() }
        let outrider = try OutriderProcess(config: plan.config)
        let run = try await outrider("run", "a task", "--depth", "2", "--json").json
        let name = try #require(run["run"]?.string)
        #expect(try await outrider("reprice", name, "--model", "openai/gpt-77").status == 78)
        #expect(try await outrider("reprice", name, "--model", "gpt-77").status == 64)
        #expect(try await outrider("reprice", "nobody", "--model", "openai/gpt-4.1").status == 64)
        #expect(try await outrider("reprice", name, "--model", "openai/gpt-4.1", "--role", "cook").status == 64)
        #expect(try await outrider("reprice", name).status == 64)
    }
}
