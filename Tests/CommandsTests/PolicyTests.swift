import Control
import Foundation
import Ledger
import LoopbackServer
import Planning
import Testing

/// What was learnt, seen and moved from the terminal.
struct PolicyTests {
    private static let experience: Experience = {
        let draft = DraftFeatures(position: 1, tool: ToolMark("cut"))
        let outcomes: [DepthOutcome] = [
            .drafted(draft, CallFigures(seconds: 0.4, dollars: 0.0001)),
            .verified(position: 1, CallFigures(seconds: 3.2, dollars: 0.004)),
            .verificationCancelled(position: 2, CallFigures(seconds: 1, dollars: 0.0036)),
            .compared(draft, agrees: true), .compared(draft, agrees: true), .compared(draft, agrees: false),
            .compared(draft, agrees: true),
        ]
        return Experience([Episode(name: "r", identity: "m", outcomes: outcomes)], tools: ["cut"])
    }()

    private static let record = KnowledgeRecord(
        experience, under: KnowledgeKey(agent: "cook", drafter: "a/small", verifier: "a/large"),
        savedAt: 1_750_000_000_000)

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
            "cook", "a/small ▸ a/large", "4 verdicts", "1 run,", "2025-06-15", "75 % of drafts were right",
            "cut: 75 % of 4",
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
        #expect(imported.errors.contains("1 policy is taken over, 0 in the place"))
        #expect(try await other("policy", "export").output == exported.output)
        #expect(try await other("policy", "import", "-", input: exported.output).errors.contains("1 in the place"))
        #expect(try await other("policy", "reset", "baker").errors.contains("0 policies"))
        #expect(try await other("policy", "reset").errors.contains("1 policy is forgotten"))
        #expect(try await other("policy", "export").json["policies"] == [])
    }

    private static let empty = #"{"tools": [], "episodes": []}"#

    private static func document(format: Int = Experience.format, state: String, twice: Bool = false) -> String {
        let entry = """
            {"key": {"agent": "a", "drafter": "d", "verifier": "v"}, "format": \(format), "updated_ms": 1,
             "labels": 999, "digest": {"tools": [{"tool": "x", "right": 1e308, "wrong": 1e308}], "runs": 7},
             "state": \(state)}
            """
        return #"{"schema": "outrider.policy/1", "policies": [\#(entry)\#(twice ? "," + entry : "")]}"#
    }

    @Test func whatAnImportSaysOfItselfIsNotBelieved() async throws {
        let outrider = try OutriderProcess()
        let result = try await outrider("policy", "import", "-", input: Self.document(state: Self.empty))
        #expect(result.status == 0, "\(result.errors)")
        let shown = try await outrider("policy", "show")
        #expect(shown.status == 0)
        #expect(shown.output.contains("0 verdicts in the newest 0 runs"))
    }

    static let foreign = [
        "", "not json", "[]", "{}", "null", #"{"schema": "outrider.run/1", "policies": []}"#,
        #"{"schema": "outrider.policy/2", "policies": []}"#, #"{"schema": "outrider.policy/1"}"#,
        #"{"schema": "outrider.policy/1", "policies": [{"key": 1}]}"#, document(state: "7"), document(state: "{}"),
        document(state: #"{"tools": [], "episodes": [{"run": "r"}]}"#), document(state: empty, twice: true),
        document(format: Experience.format + 1, state: empty),
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
        let plan = try PlanServer(awaitedDraft: 1)
        defer { plan.server.stop() }
        let outrider = try OutriderProcess(config: plan.config)
        #expect(try await outrider("run", "a task", "--depth", "2", "--quiet").status == 0)
        let policy = try await outrider("policy", "export").json["policies"]?.array?.first
        #expect(policy?["labels"]?.integer ?? 0 > 0)
        // The controller of the next run has the estimate of the first before its first step.
        let run = try await outrider("run", "another task", "--lambda", "1", "--json").json["run"]?.string ?? ""
        let first = try await outrider("show", run, "--decisions", "--json").json.array?.first
        #expect(first?["acceptance"]?.double.map { $0 != 2.0 / 3 } == true)
        // Another controller learns from the same runs.
        #expect(try await outrider("run", "a task", "--controller", "dsp", "--tau", "0.9", "--quiet").status == 0)
        #expect(try await outrider("policy", "export").json["policies"]?.array?.count == 1)
        let shown = try await outrider("policy", "show").output
        #expect(shown.contains("of drafts were right"))
        #expect(shown.contains("in the newest 3 runs"))
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
        #expect(result.errors.contains("is left aside"))
        #expect(try await outrider("run", "a task", "--quiet").errors.isEmpty)
    }

    static let wrong: [(arguments: [String], status: Int32, words: String)] = [
        (["--controller", "clever"], 64, "clever"), (["--controller", "fixed"], 64, "--depth"),
        (["--controller", "ucb", "--depth", "2"], 64, "nothing left for"), (["--tau", "0.9"], 64, "--controller dsp"),
        (["--controller", "dsp", "--tau", "2"], 64, "between 0 and 1"),
        (["--controller", "dsp", "--offset", "100"], 64, "-64 and 64"), (["--value-of-time", "much"], 64, "much"),
        (["--value-of-time", "$30/h", "--lambda", "1"], 64, "give one of them"),
        (["--value-of-time", "0/h"], 64, "in quotes"), (["--value-of-time", "$30"], 64, "for a time"),
        (["--controller", "ucb", "--strategy", "sequential"], 64, "never rides ahead"),
        (["--engine", "search", "--drafter", "a/b", "--verifier", "a/c"], 64, "you have named both"),
        (["--engine", "search", "--agent", "openagi"], 64, "no engines of its own"),
        (["--offset", "-65", "--controller", "dsp"], 64, "-64 and 64"),
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

    @Test func whatIsForgottenStaysForgotten() async throws {
        let plan = try PlanServer()
        defer { plan.server.stop() }
        let outrider = try OutriderProcess(config: plan.config)
        for _ in 1...2 { #expect(try await outrider("run", "a task", "--quiet").status == 0) }
        let store = try LedgerStore.open(at: outrider.database)
        #expect(try await store.knowledge().first?.digest.runs == 2)
        #expect(try await outrider("policy", "reset").status == 0)
        #expect(try await outrider("run", "a task", "--quiet").status == 0)
        #expect(try await store.knowledge().first?.digest.runs == 1)
        try store.close()
    }

    @Test func anInterruptedRunTeachesAndTheRestOfItToo() async throws {
        let plan = try PlanServer()
        defer { plan.server.stop() }
        let outrider = try OutriderProcess(config: plan.config)
        let first = try await outrider("run", "a task", "--max-steps", "3", "--json").json
        #expect(try await outrider("resume", first["run"]?.string ?? "", "--max-steps", "20").status == 0)
        let episodes = try await outrider("policy", "export").json["policies"]?.array?.first?["state"]?["episodes"]?
            .array
        #expect(episodes?.count == 2)
        #expect(episodes?.last?["run"]?.string?.hasPrefix("\(first["run"]?.string ?? "?")+") == true)
    }

    @Test func aDepthAndAControllerInTheSettingsExcludeEachOther() async throws {
        let plan = try PlanServer()
        defer { plan.server.stop() }
        var outrider = try OutriderProcess(config: plan.config + "\n  controller: dsp\n")
        outrider.environment = ["OUTRIDER_DEPTH": "2"]
        let result = try await outrider("run", "a task")
        #expect(result.status == 78)
        #expect(result.errors.contains("OUTRIDER_DEPTH"), "\(result.errors)")
        #expect(try await outrider("run", "a task", "--depth", "1", "--quiet").status == 0)
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
