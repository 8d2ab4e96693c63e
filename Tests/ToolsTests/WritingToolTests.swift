import Foundation
import Planning
import TemporaryFolders
import Testing

@testable import Tools

/// The tools that change files, on the folder itself and in a snapshot alike.
struct WritingToolTests {
    private let folder: TemporaryFolder
    private let toolbox: Toolbox

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("secret.txt", "secret".utf8)
        try folder.write("root/a.txt", "one\ntwo\ntwo\nthree\n".utf8)
        try folder.write("root/image.bin", [0x89, 0x00])
        try folder.link("root/out", to: "..")
        try folder.link("root/link.txt", to: "../secret.txt")
        let root = FileRoot(path: folder.file("root"))
        toolbox = Toolbox(
            [WriteFile(root: root), EditFile(root: root)], trusted: ["write_file", "edit_file"],
            workspace: try Workspace(root: root.path, snapshotsIn: folder.file("state")))
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: folder.file(name), encoding: .utf8)
    }

    private func write(_ path: String, _ content: String) async throws -> Observation {
        let action = Action(tool: "write_file", arguments: ["path": .string(path), "content": .string(content)])
        return try await toolbox.execute(action, after: Trajectory())
    }

    private func edit(_ path: String, _ old: String, _ new: String) async throws -> Observation {
        let arguments: [String: JSONValue] = ["path": .string(path), "old": .string(old), "new": .string(new)]
        return try await toolbox.execute(Action(tool: "edit_file", arguments: arguments), after: Trajectory())
    }

    @Test func aFileIsWrittenAndFoldersAreMade() async throws {
        #expect(try await write("x/y/new.txt", "hällo") == Observation("made “x/y/new.txt”, 6 bytes"))
        #expect(try text("root/x/y/new.txt") == "hällo")
        #expect(try await write("a.txt", "") == Observation("wrote “a.txt”, 0 bytes"))
        #expect(try text("root/a.txt") == "")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.file("root")).allSatisfy {
                !$0.hasSuffix(".tmp")
            })
    }

    @Test func aPieceThatStandsThereOnceIsReplaced() async throws {
        #expect(try await edit("a.txt", "two\nthree", "2\n3") == Observation("edited “a.txt” at line 3"))
        #expect(try text("root/a.txt") == "one\ntwo\n2\n3\n")
        #expect(try await edit("a.txt", "one\n", "") == Observation("edited “a.txt” at line 1"))
        #expect(try text("root/a.txt") == "two\n2\n3\n")
    }

    @Test(
        arguments: [
            ("a.txt", "two", "2", "more than once"), ("a.txt", "four", "4", "does not stand in"),
            ("a.txt", "", "x", "is empty"), ("a.txt", "one", "one", "nothing would change"),
            ("no.txt", "a", "b", "does not exist"), ("image.bin", "a", "b", "binary"),
            ("../secret.txt", "secret", "x", "leads upwards"), ("link.txt", "secret", "x", "symbolic link"),
            ("out/secret.txt", "secret", "x", "symbolic link"), ("TWO", "a", "b", "does not exist"),
        ] as [(String, String, String, String)])
    func whatCannotBeEditedIsExplained(path: String, old: String, new: String, words: String) async throws {
        let observation = try await edit(path, old, new)
        #expect(observation.isError)
        #expect(observation.text.contains(words), "\(observation.text)")
        #expect(try text("root/a.txt") == "one\ntwo\ntwo\nthree\n")
        #expect(try text("secret.txt") == "secret")
    }

    @Test(arguments: [
        ("../new.txt", "leads upwards"), ("/etc/new", "no path below"), ("~/new", "no path below"),
        ("out/new.txt", "symbolic link"), ("link.txt", "symbolic link"), ("a.txt/new", "not a folder"),
        (".", "the root is a folder"), ("out", "symbolic link"),
    ])
    func nothingIsWrittenOutsideOfTheRoot(path: String, words: String) async throws {
        let observation = try await write(path, "escaped")
        #expect(observation.isError)
        #expect(observation.text.contains(words), "\(observation.text)")
        #expect(try text("secret.txt") == "secret")
        #expect(!FileManager.default.fileExists(atPath: folder.file("new.txt")))
    }

    @Test func theSizeIsLimited() async throws {
        let long = String(repeating: "x", count: WriteFile.byteLimit + 1)
        #expect(try await write("long.txt", long).text.contains("at most 1048576"))
        try folder.write("root/huge.txt", [UInt8](repeating: 0x61, count: EditFile.byteLimit + 1))
        #expect(try await edit("huge.txt", "a", "b").text.contains("can be edited"))
    }
}
