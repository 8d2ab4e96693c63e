import Planning
import Testing

/// What `run --dry-run` says before anything is asked.
struct DryRunTests {
    /// The dollars of the worst case of a run of so many steps, each of one call, where a call costs this.
    private func worst(steps: Int, _ price: String) async throws -> Double {
        let outrider = try OutriderProcess(
            config: """
                providers:
                  local: {api: openai, base_url: "http://127.0.0.1:1/v1"}
                models:
                  local/big: {price: \(price)}
                defaults: {agent: assistant, drafter: local/big, verifier: local/big}
                """)
        let result = try await outrider(
            "run", "a task", "--dry-run", "--strategy", "sequential", "--verifier-style", "direct", "--max-steps",
            "\(steps)", "--json")
        return try #require(try result.json["worst_case"]?["cost_usd"]?.double, "\(result.errors)")
    }

    /// What a tool may bring back is enough to make the second prompt a long one.
    @Test(
        arguments: ["prompt_above: 16000", "service: priority", #"hours: "00:00-12:00""#, #"hours: "12:00-00:00""#])
    func theWorstCaseGrowsAtTheDearestPriceThatACallMayHave(condition: String) async throws {
        let usual = "input: 2, output: 8"
        let second = try await worst(steps: 2, "{\(usual)}") - worst(steps: 1, "{\(usual)}")
        let price = "{\(usual), when: [{\(condition), factor: 2}]}"
        let dear = try await worst(steps: 2, price) - worst(steps: 1, price)
        #expect(second > 0)
        #expect(abs(dear - 2 * second) < 1e-9, "\(dear) is not twice \(second)")
    }

    @Test func aPriceThatBeginsLaterIsNotThatOfNow() async throws {
        let outrider = try OutriderProcess(
            config: """
                providers:
                  local: {api: openai, base_url: "http://127.0.0.1:1/v1"}
                defaults: {agent: assistant, drafter: local/big, verifier: local/big}
                """)
        let prices = #"""
            {"format": "outrider-prices/1", "source": "the lab", "prices": [
              {"model": "local/big", "from": "2020-01-01", "input": 2, "output": 8},
              {"model": "local/big", "from": "2999-01-01", "input": 999, "output": 999}]}
            """#
        #expect(try await outrider("prices", "update", "-", "--yes", input: prices).status == 0)
        let figures = try await outrider(
            "run", "a task", "--dry-run", "--strategy", "sequential", "--verifier-style", "direct", "--max-steps", "1",
            "--json"
        ).json
        let now = try await worst(steps: 1, "{input: 2, output: 8}")
        #expect(figures["worst_case"]?["cost_usd"]?.double == now)
    }
}
