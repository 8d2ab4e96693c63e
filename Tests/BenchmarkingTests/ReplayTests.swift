import Benchmarking
import Control
import Foundation
import Planning
import Simulation
import Speculation
import Testing

/// Recorded tasks: a reduced fixture of figures, whose source is described in its README.
struct ReplayTests {
    private let traces: TraceWorkload
    private let prices: TokenPrices

    init() throws {
        traces = try TraceWorkload(contentsOf: Fixture.folder.appending(path: "traces/react.jsonl"))
        prices = try #require(TokenPrices("0.4,1.6,0.4,1.6"))
    }

    private func figures(_ trial: Trial) -> TaskFigures {
        trial(traces.planned(prices: prices)).sum
    }

    @Test func theVerifierAloneTakesTheSumOfTheTrace() throws {
        let figures = figures(Trial(Contestant(.controller(.off)), lambda: .balanced))
        let calls = traces.tasks.flatMap(\.steps).map(\.verifier)
        #expect(abs(figures.latency - calls.reduce(0) { $0 + $1.latency }) < 1e-6)
        let cost = calls.reduce(0) { $0 + ($1.promptTokens * 0.4 + $1.generatedTokens * 1.6) / 1e6 }
        #expect(abs(figures.cost - cost) < 1e-9)
        #expect(figures.objective(.balanced) == 1)
        #expect(figures.waste < 1e-12)
        #expect(figures.acceptance == nil)
        #expect(figures.steps == 151)
    }

    /// The figures of the source: time won by k verifications a round, waste and concurrency left aside.
    @Test(arguments: [(1, 0.0), (2, 0.200), (3, 0.241), (4, 0.276), (6, 0.318), (12, 0.318)])
    func fixedRoundsWinTheTimeThatTheSourceSays(calls: Int, won: Double) {
        let figures = figures(
            Trial(
                Contestant(.controller(.fixed), depth: calls - 1), lambda: .balanced, scheduling: .rounds,
                earlyRepair: false))
        #expect(abs(1 - figures.effort.latency - won) < 0.0005)
    }

    @Test(arguments: SpeculationMachine.Scheduling.allCases, [true, false])
    func theOracleIsNeverBeaten(scheduling: SpeculationMachine.Scheduling, earlyRepair: Bool) throws {
        for lambda in try [0, 0.25, 0.5, 0.75, 1].map({ try #require(Lambda($0)) }) {
            let bound = OracleBound(traces.planned(prices: prices), lambda: lambda)
            for name in ["off", "fixed-1", "fixed-3", "fixed-8", "threshold", "ucb", "exp3", "dsp", "oracle"] {
                let contestant = try #require(Contestant(name))
                let figures = figures(
                    Trial(contestant, lambda: lambda, seed: 3, scheduling: scheduling, earlyRepair: earlyRepair))
                #expect(figures.objective(lambda) >= bound.objective - 1e-9, "\(name) at \(lambda.value)")
                #expect(figures.cost >= figures.sequentialCost - 1e-12, "lossless never costs less")
                #expect(figures.effort.latency <= 1 + 1e-9, "and never takes longer")
                #expect(figures.steps == 151)
            }
        }
    }

    @Test func atFullSpeedTheOracleIsReachedWithoutALimit() throws {
        let lambda = try #require(Lambda(1))
        let bound = OracleBound(traces.planned(prices: prices), lambda: lambda)
        let figures = figures(Trial(Contestant(.controller(.fixed), depth: 64), lambda: lambda))
        #expect(abs(figures.objective(lambda) - bound.objective) < 1e-9)
        #expect(abs(try #require(bound.efficiency(of: figures.objective(lambda))) - 1) < 1e-9)
    }

    /// By hand, at depth 1 with one draft more. Drafts take 1, 2 and 1 s, verifications 5, 4.5 and 6 s; the second
    /// draft is wrong. V1 0–5 while D1 0–1, V2 1–5.5 and D2 1–3. At 5 the verdict on 1 makes room: V3 and D3 start on the
    /// wrong prefix and are cancelled at 5.5. Again from there: D3 5.5–6.5, V3 5.5–11.5.
    @Test func aSmallTraceIsJudgedAsByHand() throws {
        func call(_ action: String, _ seconds: Double, _ prompt: Int, _ generated: Int) -> String {
            "{\"action\": \"\(action)\", \"latency_s\": \(seconds), \"prompt_tokens\": \(prompt), "
                + "\"generation_tokens\": \(generated)}"
        }
        let steps = [("a", "a", 1.0, 5.0), ("x", "b", 2, 4.5), ("c", "c", 1, 6)].map { draft, decision, a, t in
            "{\"drafter\": \(call(draft, a, 10, 2)), \"verifier\": \(call(decision, t, 20, 30))}"
        }
        let trace = try TraceWorkload(
            parsing: "{\"task_id\": 1, \"steps\": [\(steps.joined(separator: ","))]}", file: "f")
        let judgement = TraceJudgement(
            Trial(Contestant(.controller(.fixed), depth: 1), lambda: .balanced), on: trace,
            prices: TokenPrices("1,2,3,4"), seconds: { 0 })
        #expect(judgement.figures.latency == 11.5)
        // 4 · 14 for drafts, 3 · 180 for verifications; of the cancelled one 60, and of 120 half a second in six.
        let cost = 666.0
        #expect(abs((judgement.dollars ?? 0) - cost / 1e6) < 1e-15)
        #expect(abs(judgement.score.objective - (0.5 * 11.5 / 15.5 + 0.5 * cost / 540)) < 1e-12)
        let oracle = 0.5 * 11.5 / 15.5 + 0.5 * 554 / 540
        #expect(abs(judgement.score.oracle.objective - oracle) < 1e-12)
        let efficiency = (1 - judgement.score.objective) / (1 - oracle)
        #expect(abs((judgement.score.efficiency ?? 0) - efficiency) < 1e-12)
        #expect(judgement.figures.acceptance == 2.0 / 3)
        #expect(judgement.figures.peakCalls == 3, "V1, V2 and D2; later V2, V3 and D3")
    }

    @Test func aJudgementHasTheDocumentedKeys() throws {
        var clock = 0.0
        let judgement = TraceJudgement(
            Trial(Contestant(.controller(.threshold)), lambda: .balanced), on: traces, prices: nil,
            seconds: {
                clock += 1
                return clock
            })
        let object = try #require(
            try JSONSerialization.jsonObject(with: JSONEncoder().encode(judgement)) as? [String: Any])
        for key in [
            "controller", "lambda", "j", "j_oracle", "efficiency", "latency_s", "cost_usd", "acceptance",
            "steps_per_second",
        ] {
            #expect(object[key] != nil, "\(key)")
        }
        #expect(object["cost_usd"] is NSNull, "without prices nobody knows the dollars")
        #expect(judgement.stepsPerSecond == 151)
    }

    @Test func theWholeSourceSaysTheSameWhereItIsAtHand() throws {
        guard let shared = ProcessInfo.processInfo.environment["OUTRIDER_SHARED_DATA"] else { return }
        let whole = try TraceWorkload(
            contentsOf: URL(filePath: shared).appending(path: "dsp-openagi/traces.jsonl"))
        let trial = Trial(Contestant("fixed-1") ?? Contestant(.oracle), lambda: .balanced, scheduling: .rounds)
        #expect(trial(whole.planned(prices: prices)) == trial(traces.planned(prices: prices)))
    }
}
