import Foundation
import Planning
import TemporaryFolders
import Testing

@testable import Tools

struct WorkspaceTests {
    private let folder: TemporaryFolder
    private let workspace: Workspace
    private var snapshots: String { folder.file("state") }
    private let start = Trajectory()

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("root/a.txt", "alpha".utf8)
        try folder.write("root/docs/b.txt", "beta".utf8)
        try folder.link("root/link", to: "a.txt")
        workspace = try Workspace(root: folder.file("root"), snapshotsIn: folder.file("state"))
    }

    private func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: folder.file("root/\(name)")).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Tries a step that does `body` to its files.
    private func attempt(
        _ name: String, after prefix: Trajectory, isOpaque: Bool = false, _ body: (String) throws -> Void
    ) async throws -> Step {
        let action = Action(tool: name)
        let observation = try await workspace.attempt(action, after: prefix, isOpaque: isOpaque) { root in
            try body(root.path)
            return Observation(name)
        }
        return Step(action: action, observation: observation)
    }

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    private func extended(_ prefix: Trajectory, _ step: Step) -> Trajectory {
        var longer = prefix
        longer.append(step)
        return longer
    }

    @Test func aStepIsTriedInACopyAndBecomesRealWhenItIsCertain() async throws {
        let step = try await attempt("edit", after: start) { path in
            try write("ALPHA", to: "\(path)/a.txt")
            try write("new", to: "\(path)/docs/c.txt")
            try FileManager.default.removeItem(atPath: "\(path)/docs/b.txt")
        }
        #expect(text("a.txt") == "alpha")
        #expect(text("docs/b.txt") == "beta")
        #expect(try await workspace.confirm(step, after: start) == .stands)
        #expect(text("a.txt") == "ALPHA")
        #expect(text("docs/c.txt") == "new")
        #expect(text("docs/b.txt") == nil)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("root/link")) == "a.txt")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.file("root")).sorted() == [
                "a.txt", "docs", "link",
            ])
    }

    @Test func whatIsDroppedWasNeverThere() async throws {
        let step = try await attempt("edit", after: start) { try write("wrong", to: "\($0)/a.txt") }
        workspace.discard(step.action, after: start)
        #expect(workspace.files(after: extended(start, step)) == workspace.root)
        #expect(text("a.txt") == "alpha")
        guard case .stale = try await workspace.confirm(step, after: start) else {
            Issue.record("it became real")
            return
        }
        #expect(text("a.txt") == "alpha")
    }

    @Test func deeperStepsBuildOnEarlierOnesAndBecomeRealInOrder() async throws {
        let first = try await attempt("one", after: start) { try write("1", to: "\($0)/a.txt") }
        let one = extended(start, first)
        let second = try await attempt("two", after: one) { path in
            #expect(try String(contentsOfFile: "\(path)/a.txt", encoding: .utf8) == "1")
            try write("12", to: "\(path)/a.txt")
        }
        let two = extended(one, second)
        #expect(try String(contentsOfFile: workspace.files(after: two).path + "/a.txt", encoding: .utf8) == "12")
        #expect(try await workspace.confirm(first, after: start) == .stands)
        #expect(text("a.txt") == "1")
        #expect(try await workspace.confirm(second, after: one) == .stands)
        #expect(text("a.txt") == "12")
    }

    @Test func aFileThatSomebodyElseChangedIsNotTouched() async throws {
        let step = try await attempt("edit", after: start) { try write("mine", to: "\($0)/a.txt") }
        try write("theirs, longer", to: folder.file("root/a.txt"))
        #expect(
            try await workspace.confirm(step, after: start) == .stale(reason: "“a.txt” was changed by somebody else"))
        #expect(text("a.txt") == "theirs, longer")
    }

    @Test func whatMayHaveReadAnythingIsStaleWhenAnythingChanged() async throws {
        let command = try await attempt("command", after: start, isOpaque: true) { try write("x", to: "\($0)/a.txt") }
        let edit = try await attempt("edit", after: start) { try write("y", to: "\($0)/a.txt") }
        try folder.write("root/docs/new.txt", "from outside".utf8)
        #expect(
            try await workspace.confirm(command, after: start)
                == .stale(reason: "“docs/new.txt” was changed by somebody else"))
        #expect(try await workspace.confirm(edit, after: start) == .stands)
        #expect(text("docs/new.txt") == "from outside")
    }

    /// A file system's clock has ticks of milliseconds: two changes may bear the same time and leave the same size.
    @Test func aChangeWithinATickOfTheClockIsSeen() async throws {
        let first = try await attempt("one", after: start) { try write("1", to: "\($0)/tick.txt") }
        let one = extended(start, first)
        let second = try await attempt("two", after: one) { path in
            // In place, so that not even the number of the file differs.
            let file = try FileHandle(forUpdating: URL(filePath: "\(path)/tick.txt"))
            try file.write(contentsOf: Data("2".utf8))
            try file.close()
        }
        #expect(try await workspace.confirm(first, after: start) == .stands)
        #expect(try await workspace.confirm(second, after: one) == .stands)
        #expect(text("tick.txt") == "2")
    }

    @Test func aFileThatWasOnlyTouchedIsLeftAlone() async throws {
        let before = try FileManager.default.attributesOfItem(atPath: folder.file("root/a.txt"))[.systemFileNumber]
        let step = try await attempt("touch", after: start) { try write("alpha", to: "\($0)/a.txt") }
        #expect(try await workspace.confirm(step, after: start) == .stands)
        let after = try FileManager.default.attributesOfItem(atPath: folder.file("root/a.txt"))[.systemFileNumber]
        #expect(before as? Int == after as? Int)
    }

    @Test func rightsAreKeptAndCanBeChanged() async throws {
        chmod(folder.file("root/a.txt"), 0o640)
        let step = try await attempt("edit", after: start) { path in
            try write("#!/bin/sh", to: "\(path)/docs/b.txt")
            chmod("\(path)/docs/b.txt", 0o755)
            let file = try FileHandle(forUpdating: URL(filePath: "\(path)/a.txt"))
            try file.write(contentsOf: Data("ALPHA".utf8))
        }
        #expect(try await workspace.confirm(step, after: start) == .stands)
        let mode = { (name: String) in
            try FileManager.default.attributesOfItem(atPath: folder.file("root/\(name)"))[.posixPermissions] as? Int
        }
        #expect(try mode("a.txt") == 0o640)
        #expect(try mode("docs/b.txt") == 0o755)
    }

    @Test func snapshotsHaveLimits() async throws {
        let small = try Workspace(
            root: folder.file("root"), snapshotsIn: snapshots, limits: WorkspaceLimits(entries: 2))
        await #expect(throws: WorkspaceError.self) {
            try await small.attempt(Action(tool: "x"), after: start, isOpaque: false) { _ in .empty }
        }
        #expect(small.reasonNotToTry == "the folder has more than 2 files, too many for a snapshot")
        let few = try Workspace(
            root: folder.file("root"), snapshotsIn: snapshots, limits: WorkspaceLimits(snapshots: 1))
        _ = try await few.attempt(Action(tool: "x"), after: start, isOpaque: false) { _ in .empty }
        await #expect(throws: WorkspaceError.self) {
            try await few.attempt(Action(tool: "y"), after: start, isOpaque: false) { _ in .empty }
        }
        // Another time there may be room.
        #expect(few.reasonNotToTry == nil)
        let light = try Workspace(root: folder.file("root"), snapshotsIn: snapshots, limits: WorkspaceLimits(bytes: 5))
        try folder.write("root/big.txt", [UInt8](repeating: 1, count: 100))
        // Where the file system shares content nothing is copied, and nothing exceeds the limit.
        let copied = try? await light.attempt(Action(tool: "x"), after: start, isOpaque: false) { _ in .empty }
        #expect((copied == nil) == (light.reasonNotToTry != nil))
    }

    @Test func snapshotsInTheFolderItselfAreNotCopied() async throws {
        let inside = try Workspace(root: folder.file("root"), snapshotsIn: folder.file("root/.state"))
        let observation = try await inside.attempt(Action(tool: "x"), after: start, isOpaque: false) { root in
            Observation(try FileManager.default.contentsOfDirectory(atPath: root.path).sorted().joined(separator: " "))
        }
        #expect(observation.text == "a.txt docs link")
    }

    @Test func nothingIsLeftWhenNobodyNeedsIt() async throws {
        do {
            let passing = try Workspace(root: folder.file("root"), snapshotsIn: folder.file("passing"))
            _ = try await passing.attempt(Action(tool: "x"), after: start, isOpaque: false) { _ in .empty }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("passing")) == [])
    }
}
