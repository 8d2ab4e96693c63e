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
        for name in ["verifier alone", "fixed depths", "threshold", "oracle", "a &lt;b&gt; &amp; &quot;c&quot;"] {
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
