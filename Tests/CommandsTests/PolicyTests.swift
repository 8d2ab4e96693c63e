import Control
import Foundation
import Ledger
import LoopbackServer
import Planning
import Testing

/// What was learnt, seen and moved from the terminal.
struct PolicyTests {
    private static let record = KnowledgeRecord(
        key: KnowledgeKey(agent: "cook", drafter: "a/small", verifier: "a/large"), format: 1,
        identity: "v1", updatedAt: 1_750_000_000_000, labels: 42,
        digest: KnowledgeDigest(
            acceptance: 0.71, tools: [.init(tool: "cut", right: 3, wrong: 1)], draftTime: 0.4, verifierTime: 3.2,
            draftCost: 0.0001, verifierCost: 0.004, chargedPart: 0.9),
        state: Experience().state)

    private func learnt() async throws -> OutriderProcess {
        let outrider = try OutriderProcess()
        let store = try LedgerStore.open(at: outrider.database)
        try await store.replaceKnowledge(with: [Self.record])
        try store.close()
        return outrider
    }

    @Test func whatWasLearntIsToldInPlainWords() async throws {
        let outrider = try await learnt()
        let shown = try await outrider("policy", "show").output
        for words in [
            "cook", "a/small ▸ a/large", "42 verdicts", "2025-06-15", "71 % of drafts are right", "cut: 75 % of 4",
            "a draft takes 400 ms, a verification 3.2 s", "a draft costs $0.0001, a verification $0.004", "90 %",
        ] {
            #expect(shown.contains(words), "\(words) is missing in \(shown)")
        }
        #expect(try await outrider("policy", "show", "baker").errors.contains("nothing was learnt"))
    }

    @Test func aPolicySurvivesTheWayToAnotherMachine() async throws {
        let exported = try await learnt()("policy", "export")
        #expect(try exported.json["schema"] == "outrider.policy/1")
        let other = try OutriderProcess()
        let imported = try await other("policy", "import", "-", input: exported.output)
        #expect(imported.status == 0, "\(imported.errors)")
        #expect(imported.errors.contains("1 taken over, 0 of them"))
        #expect(try await other("policy", "export").output == exported.output)
        #expect(try await other("policy", "import", "-", input: exported.output).errors.contains("1 of them"))
        #expect(try await other("policy", "reset", "baker").errors.contains("0 policies"))
        #expect(try await other("policy", "reset").errors.contains("1 policy is forgotten"))
        #expect(try await other("policy", "export").json["policies"] == [])
    }

    private static let entry = """
        {"key": {"agent": "a", "drafter": "d", "verifier": "v"}, "format": 1, "identity": "i",
         "updated_ms": 1, "labels": LABELS, "digest": {"tools": [], "notes": []}, "state": STATE}
        """

    private static func document(labels: String, state: String, twice: Bool = false) -> String {
        let entry = entry.replacing("LABELS", with: labels).replacing("STATE", with: state)
        return #"{"schema": "outrider.policy/1", "policies": [\#(entry)\#(twice ? "," + entry : "")]}"#
    }

    static let foreign = [
        "", "not json", "[]", "{}", "null", #"{"schema": "outrider.run/1", "policies": []}"#,
        #"{"schema": "outrider.policy/2", "policies": []}"#, #"{"schema": "outrider.policy/1"}"#,
        #"{"schema": "outrider.policy/1", "policies": [{"key": 1}]}"#, document(labels: "-1", state: "{}"),
        document(labels: "NaN", state: "{}"), document(labels: "1e400", state: "{}"), document(labels: "1", state: "7"),
        document(labels: "1", state: #"{"tools": [], "episodes": []}"#, twice: true),
        document(labels: "1", state: "{}"),
        document(labels: "1", state: #"{"tools": [], "episodes": []}"#).replacing(
            #""format": 1"#, with: #""format": 2"#),
    ]

    @Test(arguments: foreign) func foreignDataIsRefusedAndChangesNothing(_ text: String) async throws {
        let outrider = try await learnt()
        let before = try await outrider("policy", "export").output
        let result = try await outrider("policy", "import", "-", input: text)
        #expect(result.status == 65, "\(result.errors)")
        #expect(result.errors.contains("outrider.policy/1"))
        #expect(try await outrider("policy", "export").output == before)
    }

    @Test func aFileThatIsNotThereIsToldOf() async throws {
        let result = try await OutriderProcess()("policy", "import", "nowhere.json")
        #expect(result.status == 65)
        #expect(result.errors.contains("nowhere.json"))
    }

    @Test func aRunTeachesTheNextOne() async throws {
        let plan = try PlanServer(mistakes: [3])
        defer { plan.server.stop() }
        let outrider = try OutriderProcess(config: plan.config)
        func labels() async throws -> Int64 {
            try await outrider("policy", "export").json["policies"]?.array?.first?["labels"]?.integer ?? 0
        }
        #expect(try await outrider("run", "a task", "--lambda", "1", "--quiet").status == 0)
        let once = try await labels()
        #expect(once > 0)
        // The controller of the next run has the estimate of the first before its first step.
        let run = try await outrider("run", "another task", "--lambda", "1", "--json").json["run"]?.string ?? ""
        let first = try await outrider("show", run, "--decisions", "--json").json.array?.first
        #expect(first?["acceptance"]?.double.map { $0 != 2.0 / 3 } == true)
        #expect(try await labels() > once)
        // Another controller learns from the same runs.
        #expect(try await outrider("run", "a task", "--controller", "dsp", "--tau", "0.9", "--quiet").status == 0)
        #expect(try await outrider("policy", "export").json["policies"]?.array?.count == 1)
        let shown = try await outrider("policy", "show").output
        #expect(shown.contains("of drafts are right"))
        #expect(shown.contains("from the newest 3 runs"))
    }

    @Test func twoRunsThatLearnAtOnceLoseNothing() async throws {
        let plan = try PlanServer(mistakes: [3])
        defer { plan.server.stop() }
        let outrider = try OutriderProcess(config: plan.config)
        #expect(try await outrider("run", "a task", "--quiet").status == 0)
        async let one = outrider("run", "a task", "--quiet", "--lambda", "1")
        async let other = outrider("run", "a task", "--quiet", "--depth", "2")
        #expect(try await [one.status, other.status] == [0, 0])
        let state = try await outrider("policy", "export").json["policies"]?.array?.first?["state"]
        #expect(state?["episodes"]?.array?.count == 3)
    }

    @Test func damagedKnowledgeIsLeftAsideAndTheRunGoesOn() async throws {
        let plan = try PlanServer()
        defer { plan.server.stop() }
        let outrider = try OutriderProcess(config: plan.config)
        #expect(try await outrider("run", "a task", "--quiet").status == 0)
        let store = try LedgerStore.open(at: outrider.database)
        var records = try await store.knowledge()
        records[0].state = ["episodes": "gone"]
        try await store.replaceKnowledge(with: records)
        try store.close()
        let result = try await outrider("run", "a task", "--quiet")
        #expect(result.status == 0)
        #expect(result.errors.contains("cannot be read and is left aside"))
        #expect(try await outrider("run", "a task", "--quiet").errors.isEmpty)
    }

    static let wrong: [(arguments: [String], status: Int32, words: String)] = [
        (["--controller", "clever"], 64, "clever"), (["--controller", "fixed"], 64, "--depth"),
        (["--controller", "ucb", "--depth", "2"], 64, "nothing left for"), (["--tau", "0.9"], 64, "--controller dsp"),
        (["--controller", "dsp", "--tau", "2"], 64, "between 0 and 1"),
        (["--controller", "dsp", "--offset", "100"], 64, "-64 and 64"), (["--value-of-time", "much"], 64, "much"),
        (["--value-of-time", "$30/h", "--lambda", "1"], 64, "give one of them"),
    ]

    @Test(arguments: wrong) func whatMakesNoSenseIsRefusedBeforeAnythingHappens(
        arguments: [String], status: Int32, words: String
    ) async throws {
        let outrider = try OutriderProcess()
        let result = try await outrider.start(["run", "a on b"] + arguments).result()
        #expect(result.status == status, "\(result.errors)")
        #expect(result.errors.contains(words), "\(result.errors)")
    }

    @Test func whatTimeIsWorthIsWeighedAgainstTheModelsPrices() async throws {
        let plan = try PlanServer()
        defer { plan.server.stop() }
        let outrider = try OutriderProcess(config: plan.config)
        let run = try await outrider("run", "a task", "--value-of-time", "$36/h", "--json").json
        #expect(run["value_of_time_usd_h"] == 36)
        let (seconds, dollars) = (
            try #require(run["sequential_latency_s"]?.double), try #require(run["sequential_cost_usd"]?.double)
        )
        let lambda = seconds / 100 / (seconds / 100 + dollars)
        #expect(abs(try #require(run["lambda"]?.double) - lambda) < 0.01)
        let text = try await outrider("show", run["run"]?.string ?? "").output
        #expect(text.contains("time at $36/h"))
    }

    @Test func showSaysOfEveryStepWhyItWasDraftedOrNot() async throws {
        let plan = try PlanServer(mistakes: [3])
        defer { plan.server.stop() }
        let outrider = try OutriderProcess(config: plan.config)
        let run = try await outrider("run", "a task", "--depth", "2", "--json").json
        let name = try #require(run["run"]?.string)
        #expect(run["j_basis"] == "dollars")
        #expect(run["waste"]?.object != nil)
        #expect(run["j"]?.double ?? 0 > 0)
        let text = try await outrider("show", name, "--decisions").output
        #expect(text.contains("fixed depth"))
        #expect(text.contains("J "))
        let steps = try await outrider("show", name, "--decisions", "--json").json.array ?? []
        #expect(steps.count == run["steps"]?.array?.count)
        #expect(steps.allSatisfy { $0["why"]?.string?.isEmpty == false })
        #expect(try await outrider("show", name, "--decisions", "--calls", "--json").status == 64)
        let alone = try await outrider("run", "a task", "--strategy", "sequential", "--json").json
        let why = try await outrider("show", alone["run"]?.string ?? "", "--decisions").output
        #expect(why.contains("nobody drafts in this run"))
    }
}
