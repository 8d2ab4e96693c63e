import Benchmarking
import Control
import Documents
import Foundation
import Planning
import Simulation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

struct SuiteTests {
    private func suite(_ text: String) throws -> Suite {
        try Suite(DocumentNode(parsing: text, file: "s.yaml"), folder: Fixture.suites)
    }

    private static let small = """
        name: small
        tasks: 4
        warm_up: 1
        seeds: 3
        lambdas: [0, 0.9]
        controllers: [off, fixed-2, threshold]
        workloads:
          one:
            acceptance: 0.8
            drafter: {latency_s: 1, prompt_tokens: 10, generation_tokens: 1, prices: [1, 2]}
            verifier: {latency_s: 5, variation: 0.5, prompt_tokens: 20, generation_tokens: 9, prices: [1, 2]}
            steps: [3, 5]
        """

    private func rows(_ suite: Suite) throws -> [TrialRow] {
        var rows: [TrialRow] = []
        try suite.run { rows.append($0) }
        return rows
    }

    @Test func everySuiteThatIsShippedCanBeRead() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Fixture.suites.path)
            .filter { $0.hasSuffix(".yaml") }
        #expect(files.count >= 8)
        for file in files {
            let url = Fixture.suites.appending(path: file)
            let suite = try Suite(DocumentNode(contentsOf: url), folder: Fixture.suites)
            #expect(suite.name + ".yaml" == file)
            for workload in suite.workloads { #expect(workload.tasks(2, seed: 1).count == 2) }
        }
    }

    @Test func everybodyMeetsTheSameTasksWithTheSameDraws() throws {
        let rows = try rows(suite(Self.small))
        #expect(rows.count == 2 * 3 * 3)
        for seed in 1...3 {
            let alone = Set(rows.filter { $0.seed == seed }.map(\.figures.sequentialLatency))
            #expect(alone.count == 1)
        }
        #expect(Set(rows.map(\.figures.sequentialLatency)).count == 3)
        #expect(rows.filter { $0.key.controller == "off" }.allSatisfy { abs($0.score.objective - 1) < 1e-12 })
        #expect(rows.allSatisfy { $0.score.objective >= $0.score.oracle.objective - 1e-9 && $0.figures.tasks == 4 })
    }

    @Test func theTasksAfterTheWarmUpAreScoredOnTheirOwn() throws {
        var suite = try suite(Self.small)
        let row = try #require(try rows(suite).first { $0.key.controller == "fixed-2" && $0.key.lambda == 0.9 })
        let lambda = try #require(Lambda(0.9))
        let tasks = suite.workloads[0].tasks(4, seed: 1)
        let later = Trial(try #require(Contestant("fixed-2")), lambda: lambda)(Array(tasks.dropFirst()))
        let score = try #require(row.afterWarmUp)
        #expect(abs(score.objective - later.sum.objective(lambda)) < 1e-12)
        #expect(score.objective != row.score.objective)
        let report = SuiteReport("small", rows: try rows(suite))
        let group = try #require(report.groups.first { $0.key.controller == "fixed-2" && $0.key.lambda == 0.9 })
        let mean =
            try rows(suite).filter { $0.key.controller == "fixed-2" && $0.key.lambda == 0.9 }
            .compactMap(\.afterWarmUp?.objective).reduce(0, +) / 3
        #expect(abs(try #require(group.afterWarmUp?.objective.mean) - mean) < 1e-12)
        #expect(report.duels.allSatisfy { $0.differenceAfterWarmUp != nil })
        suite.warmUp = 0
        #expect(try rows(suite).allSatisfy { $0.afterWarmUp == nil })
    }

    @Test func underAQuotaTheReportTellsWhatAnOracleReaches() throws {
        let text = Self.small.replacingOccurrences(of: "steps: [3, 5]", with: "steps: 9\n    concurrent_calls: 2")
            .replacingOccurrences(of: "[off, fixed-2, threshold]", with: "[off, oracle]")
        let groups = SuiteReport("quota", rows: try rows(suite(text))).groups
        #expect(groups.allSatisfy { $0.afterWarmUp?.reachable != nil })
        for group in groups {
            let reachable = try #require(group.score.reachable)
            #expect(reachable.objective >= group.score.oracle.objective)
            guard group.key.controller == "oracle" else { continue }
            #expect(abs(group.score.objective.mean - reachable.objective) < 1e-12)
            #expect(group.key.lambda == 0 || abs((group.score.reachableEfficiency ?? 0) - 1) < 1e-9)
        }
        #expect(groups.contains { $0.score.oracle.objective < ($0.score.reachable?.objective ?? 0) - 0.01 })
        #expect(try rows(suite(Self.small)).allSatisfy { $0.score.reachable == nil })
    }

    @Test func theOracleIsNeverWorseThanTheVerifierAlone() throws {
        let text = Self.small.replacingOccurrences(of: "[off, fixed-2, threshold]", with: "[oracle]")
            .replacingOccurrences(of: "[0, 0.9]", with: "[0, 0.1, 0.3, 0.5, 1]")
        for row in try rows(suite(text)) {
            #expect(row.score.objective <= 1 + 1e-12)
            #expect(row.score.objective >= row.score.oracle.objective - 1e-9)
        }
    }

    @Test func thePapersFiguresAreToldBesideFixedK2() throws {
        let text = Self.small.replacingOccurrences(of: "fixed-2, threshold", with: "fixed-1, dsp-0.99, dsp-0.5+2")
        let groups = SuiteReport("paper", rows: try rows(suite(text))).groups
        #expect(Set(groups.map(\.key.controller)) == ["off", "fixed-1", "dsp-0.99", "dsp-0.5+2"])
        let reference = try #require(groups.first { $0.key.controller == "fixed-1" }?.paperShares)
        #expect([reference.time, reference.prompt, reference.generation, reference.cost] == [1, 1, 1, 1])
        let alone = try #require(groups.first { $0.key.controller == "off" })
        #expect(try #require(alone.paperShares).time > 1)
        let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(alone)) as? [String: Any]
        for key in [
            "delta_p", "delta_g", "delta_cost", "t", "mc", "k", "of_fixed_k2", "j", "workload", "after_warm_up",
        ] {
            #expect(json?[key] != nil, "\(key)")
        }
        #expect(SuiteReport("small", rows: try rows(suite(Self.small))).groups.allSatisfy { $0.paperShares == nil })
    }

    @Test(arguments: [
        "dsp-0", "dsp-1", "dsp-", "dsp+", "dsp-0.5.5", "dsp+200", "dsp-nan", "dsp-0.5-2", "fixed-", "Off", "",
    ])
    func whatIsNoContestantIsRefused(name: String) {
        #expect(Contestant(name) == nil)
    }

    @Test(arguments: ["threshold", "dsp", "dsp-0.99", "dsp+2", "dsp-0.5+2", "fixed-3", "off", "oracle"])
    func aContestantIsCalledAsItWasNamed(name: String) {
        #expect(Contestant(name)?.name == name)
    }

    @Test func theSameSuiteGivesTheSameRowsTwice() throws {
        #expect(try rows(suite(Self.small)) == rows(suite(Self.small)))
    }

    @Test func aReportComparesInPairsWithTheBestFixedDepth() throws {
        let report = SuiteReport("small", rows: try rows(suite(Self.small)))
        #expect(report.groups.count == 6)
        #expect(report.duels.map(\.key.controller) == ["threshold", "threshold"])
        #expect(report.duels.first?.opponent == "off", "at λ = 0 nothing is better than not to speculate")
        #expect(report.arrangements.isEmpty)
    }

    @Test func aFigureIsWellFormedAndNamesEverybody() throws {
        var suite = try suite(Self.small)
        suite.workloads[0].name = "a <b> & \"c\""
        let figures = FrontierFigure.figures(of: SuiteReport("small", rows: try rows(suite)))
        let svg = try #require(figures.first).svg
        #expect(figures.count == 1)
        #expect(XMLParser(data: Data(svg.utf8)).parse())
        for name in ["verifier alone", "fixed depth", "threshold", "oracle", "a &lt;b&gt; &amp; &quot;c&quot;"] {
            #expect(svg.contains(name), "\(name)")
        }
    }

    @Test(arguments: [
        ("lambdas: [0, 0.9]", "lambdas: [2]", "s.yaml:5: lambdas[0]"),
        ("lambdas: [0, 0.9]", "lambdas: []", "empty"),
        ("off, fixed-2", "off, best", "“best” is not known"),
        ("off, fixed-2", "fixed-65", "“fixed-65” is not known"),
        ("tasks: 4", "tasks: 0", "s.yaml:2: tasks"),
        ("warm_up: 1", "warm_up: 4", "warm_up is 4"),
        ("acceptance: 0.8", "acceptance: 1.8", "workloads.one.acceptance"),
        ("acceptance: 0.8", "acceptance: {beta: [1]}", "two parameters"),
        ("acceptance: 0.8", "acceptance: {bursty: {good: 1}}", "bad"),
        ("latency_s: 5", "latency_s: -5", "latency_s"),
        ("latency_s: 5", "latency_s: .nan", "latency_s"),
        ("steps: [3, 5]", "steps: 0", "steps"),
        ("steps: [3, 5]", "stepz: 3", "stepz"),
        ("prices: [1, 2]}", "prices: [1]}", "prices"),
        ("prices: [1, 2]}", "prices: [1, -2]}", "prices"),
        ("variation: 0.5", "variation: -1", "variation"),
        ("acceptance: 0.8", "acceptance: {by_task: [0, 1]}", "by_task"),
        ("acceptance: 0.8", "acceptance: {burst: {good: 1}}", "burst"),
        ("steps: [3, 5]", "steps: {geometric: 0}", "geometric"),
        ("steps: [3, 5]", "steps: 3\n    concurrent_calls: 0", "concurrent_calls"),
        ("steps: [3, 5]", "steps: 3\n    calls_per_second: 0", "calls_per_second"),
        ("steps: [3, 5]", "steps: 3\n    draft_failures: 2", "draft_failures"),
        ("steps: [3, 5]", "steps: 3\n    verifier_retries: x", "verifier_retries"),
        ("steps: [3, 5]", "steps: 3\n    confidence_noise: -1", "confidence_noise"),
        ("steps: [3, 5]", "steps: 3\n    changes: [{acceptance: 1}]", "after_tasks"),
        ("steps: [3, 5]", "steps: 3\n    changes: [{after_tasks: 1, speed: 1}]", "speed"),
        (
            "steps: [3, 5]",
            "steps: 3\n    changes: [{after_tasks: 5, acceptance: 1}, {after_tasks: 3, acceptance: 0}]",
            "changes in order"
        ),
        ("off, fixed-2", "off, dsp-1.5", "“dsp-1.5” is not known"),
    ])
    func aSuiteThatCannotBeUsedSaysWhere(right: String, wrong: String, expected: String) {
        do {
            _ = try suite(Self.small.replacingOccurrences(of: right, with: wrong))
            Issue.record("\(wrong) was accepted")
        } catch {
            #expect("\(error)".contains(expected), "\(error)")
        }
    }

    @Test func aMissingTraceFileIsNamed() {
        let text = "name: t\nlambdas: [1]\ncontrollers: [off]\nworkloads:\n  w: {traces: nowhere.jsonl}\n"
        #expect(throws: DocumentError.self) { try suite(text) }
    }
}
