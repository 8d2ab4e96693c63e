import Foundation
import Ledger
import LoopbackServer
import Planning
import Testing

/// What was learnt, seen and moved from the terminal.
struct PolicyTests {
    private static let record = KnowledgeRecord(
        key: KnowledgeKey(agent: "cook", drafter: "a/small", verifier: "a/large", controller: "threshold"), format: 1,
        identity: "v1", updatedAt: 1_750_000_000_000, labels: 42,
        digest: KnowledgeDigest(
            acceptance: 0.71, tools: [.init(tool: "cut", right: 3, wrong: 1)], draftTime: 0.4, verifierTime: 3.2,
            draftCost: 0.0001, verifierCost: 0.004, chargedPart: 0.9),
        state: ["weights": [1, 2]])

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
            "cook", "a/small ▸ a/large", "42 verdicts", "2025-06-15", "71 % of drafts are right", "cut: 75 %",
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
        {"key": {"agent": "a", "drafter": "d", "verifier": "v", "controller": "c"}, "format": 1, "identity": "i",
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
        document(labels: "1", state: "{}", twice: true),
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
