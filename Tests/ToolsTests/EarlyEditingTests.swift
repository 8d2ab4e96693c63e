import Control
import Foundation
import Planning
import PlanningTesting
import Speculation
import TemporaryFolders
import Testing

@testable import Tools

/// Whole runs of scripted models that edit files: the drafter rides ahead in snapshots, one in the other.
struct EarlyEditingTests {
    private let folder: TemporaryFolder
    private let log = EventLog()
    private let clock = ManualClock()

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("root/list.txt", "0\n".utf8)
    }

    private func toolbox() throws -> Toolbox {
        let root = FileRoot(path: folder.file("root"))
        return Toolbox(
            [WriteFile(root: root), EditFile(root: root), ReadFile(root: root)],
            trusted: ["write_file", "edit_file", "read_file"],
            workspace: try Workspace(root: root.path, snapshotsIn: folder.file("state")))
    }

    private func append(_ number: Int, after last: Int) -> Action {
        Action(
            tool: "edit_file",
            arguments: [
                "path": "list.txt", "old": .string("\(last)\n"), "new": .string("\(last)\n\(number)\n"),
            ])
    }

    /// Appends the numbers to `last`, reads the file, and finishes.
    private func step(_ request: ProposalRequest, last: Int) -> Action {
        switch request.trajectory.count + 1 {
        case let number where number <= last: append(number, after: number - 1)
        case last + 1: Action(tool: "read_file", arguments: ["path": "list.txt"])
        default: Action(tool: "finish", arguments: ["answer": "done"], answer: "done")
        }
    }

    private func run(
        last: Int, mistakes: Set<Int>, depth: Int, meanwhile: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> RunOutcome {
        let verifier = ScriptedAgent("verifier", delay: .seconds(4), on: clock) { request in
            meanwhile(request.trajectory.count + 1)
            return step(request, last: last)
        }
        let drafter = ScriptedAgent("drafter", delay: .seconds(1), on: clock) { request in
            let number = request.trajectory.count + 1
            return mistakes.contains(number)
                ? Action(tool: "write_file", arguments: ["path": .string("wrong\(number).txt"), "content": "wrong"])
                : step(request, last: last)
        }
        let planner = SpeculativePlanner(
            pair: .speculative(drafter: drafter, verifier: verifier), environment: try toolbox(),
            configuration: .init(stepLimit: 20), controller: FixedDepth(depth), sink: log, clock: clock)
        return await inVirtualTime(on: clock) { await planner.run(RunStart(header: .testing())) }
    }

    private var list: String {
        get throws { try String(contentsOfFile: folder.file("root/list.txt"), encoding: .utf8) }
    }

    @Test(arguments: [0, 1, 3, 6]) func draftsEditAheadAndTheFolderEndsAsWithoutThem(depth: Int) async throws {
        let outcome = try await run(last: 5, mistakes: [], depth: depth)
        #expect(outcome.status == .finished)
        #expect(try list == "0\n1\n2\n3\n4\n5\n")
        // The reading after the edits saw them, whether they were real by then or not.
        #expect(outcome.trajectory.steps[5].observation == Observation("0\n1\n2\n3\n4\n5\n"))
        let early = RunSummary(log.events).early
        #expect(early.reused == early.made)
        #expect(early.differing == 0 && early.stale == 0)
        if depth > 0 { #expect(early.reused > 0) }
    }

    @Test func ridingAheadThroughEditsSavesTheWaiting() async throws {
        _ = try await run(last: 5, mistakes: [], depth: 6)
        // Alone the verifier takes 7 times 4 s; six drafts and the last verdict take 6 and 4.
        #expect(try #require(log.events.last).time == .seconds(10))
    }

    @Test func theEditsOfAWrongDraftVanishWithAllThatWasBuiltOnThem() async throws {
        let outcome = try await run(last: 5, mistakes: [2, 4], depth: 4)
        #expect(outcome.status == .finished)
        #expect(try list == "0\n1\n2\n3\n4\n5\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("root")) == ["list.txt"])
        let early = RunSummary(log.events).early
        #expect(early.differing == 2)
        #expect(early.reused > 0)
        #expect(early.unused > 0)
    }

    /// The folder holds what the committed steps did and nothing else, at every moment at which a step is committed.
    @Test func theFolderNeverRunsAheadOfTheCommittedSteps() async throws {
        let path = folder.file("root/list.txt")
        let committed = log
        let outcome = try await run(last: 4, mistakes: [3], depth: 4) { _ in
            let steps = committed.events.count { $0.name == "committed" }
            let text = try? String(contentsOfFile: path, encoding: .utf8)
            let lines = text?.split(separator: "\n").count ?? 0
            // At most the one step that is being confirmed.
            #expect((steps + 1...steps + 2).contains(lines) || steps > 4)
        }
        #expect(outcome.status == .finished)
    }

    @Test func aFileThatSomebodyElseChangesMakesTheDraftStaleAndTheStepIsDoneAgain() async throws {
        let path = folder.file("root/list.txt")
        let outcome = try await run(last: 3, mistakes: [], depth: 4) { number in
            // While the first step is verified, and drafts have read the file.
            if number == 1 { try? Data("0\n# by hand\n".utf8).write(to: URL(filePath: path)) }
        }
        #expect(outcome.status == .finished)
        #expect(try list == "0\n1\n2\n3\n# by hand\n")
        let stale = log.events.compactMap {
            if case .earlyResult(let result) = $0.kind, result.outcome == .stale { result } else { nil }
        }
        #expect(stale.map(\.reason) == ["“list.txt” was changed by somebody else"])
        #expect(stale.first?.position == 1)
        #expect(RunSummary(log.events).early.stale == 1)
    }

    @Test func everyChangeIsAnnouncedBeforeItIsReal() async throws {
        _ = try await run(last: 3, mistakes: [], depth: 4)
        var announced: Set<Int> = []
        for event in log.events {
            if case .executing(let step) = event.kind { announced.insert(step.position) }
            if case .committed(let committed) = event.kind, committed.step.action.tool == "edit_file" {
                #expect(announced.contains(committed.position))
            }
        }
        #expect(announced == [1, 2, 3])
    }
}
