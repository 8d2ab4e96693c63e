import Foundation
import TemporaryFolders
import Testing

@testable import Tools

/// What a process that was killed in the middle leaves, and what the next one makes of it.
struct KilledPromotionTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        for name in ["a", "b", "gone"] { try folder.write("root/\(name).txt", "old \(name)".utf8) }
        for name in ["a", "b", "c/d"] { try folder.write("state/dead/1/\(name).txt", "new \(name)".utf8) }
        try folder.write("state/dead/lock", [])
        try folder.write("state/dead/2/forgotten.txt", [])
    }

    private func stamp(_ path: String) -> FileStamp? {
        var status = stat()
        return lstat(folder.file(path), &status) == 0 ? FileStamp(status) : nil
    }

    private func promotion() -> Promotion {
        let changes: [(FolderChange.Kind, String)] = [
            (.remove, "gone.txt"), (.write, "a.txt"), (.write, "b.txt"), (.folder, "c"), (.write, "c/d.txt"),
        ]
        return Promotion(
            root: folder.file("root"), source: folder.file("state/dead/1"),
            changes: changes.map { FolderChange(kind: $0, path: $1, expected: stamp("root/\($1)")) },
            temporary: ".outrider-x.tmp")
    }

    private func content() throws -> [String: String] {
        let files = FileManager.default
        let names = try files.subpathsOfDirectory(atPath: folder.file("root"))
        return Dictionary(
            uniqueKeysWithValues: names.compactMap { name in
                files.contents(atPath: folder.file("root/\(name)")).map { (name, String(decoding: $0, as: UTF8.self)) }
            })
    }

    private let complete = ["a.txt": "new a", "b.txt": "new b", "c/d.txt": "new c/d"]

    /// As many changes as a killed process had made, and perhaps half of the next one.
    @Test(arguments: 0...5) func theNextProcessCompletesIt(changes made: Int) throws {
        let whole = promotion()
        try folder.write("state/dead/promotion.json", JSONEncoder().encode(whole))
        let begun = Promotion(
            root: whole.root, source: whole.source, changes: Array(whole.changes.prefix(made)),
            temporary: whole.temporary)
        try begun.apply()
        try folder.write("root/.outrider-x.tmp", "half".utf8)
        #expect(try content().values.allSatisfy { $0.hasPrefix("old") || $0.hasPrefix("new") || $0 == "half" })
        _ = try WorkspaceSession(below: folder.file("state"))
        #expect(try content() == complete)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("state")) == [])
    }

    @Test func whatSomebodyElseWroteSinceIsKept() throws {
        try folder.write("state/dead/promotion.json", JSONEncoder().encode(promotion()))
        try folder.write("root/b.txt", "by hand".utf8)
        _ = try WorkspaceSession(below: folder.file("state"))
        #expect(try content() == complete.merging(["b.txt": "by hand"]) { $1 })
    }

    @Test func whatWasNotPromotedIsRemovedWithoutATrace() throws {
        _ = try WorkspaceSession(below: folder.file("state"))
        #expect(try content() == ["a.txt": "old a", "b.txt": "old b", "gone.txt": "old gone"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("state")) == [])
    }

    @Test func theSnapshotsOfALivingProcessAreItsOwn() throws {
        let first = try WorkspaceSession(below: folder.file("state"))
        let second = try WorkspaceSession(below: folder.file("state"))
        #expect(FileManager.default.fileExists(atPath: first.path))
        #expect(FileManager.default.fileExists(atPath: second.path))
    }
}
