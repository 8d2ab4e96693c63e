import Foundation
import Planning
import TemporaryFolders
import Testing

@testable import Tools

struct FileToolTests {
    private let folder: TemporaryFolder
    private let root: FileRoot

    init() throws {
        folder = try TemporaryFolder()
        root = FileRoot(path: folder.path + "/root")
        try folder.write("secret.txt", "secret".utf8)
        try folder.write("root/a.txt", "alpha\nbeta\n".utf8)
        try folder.write("root/docs/b.txt", "gamma\nbeta too\n".utf8)
        try folder.write("root/docs/deep/c.txt", "delta".utf8)
        try folder.write("root/image.bin", [0x89, 0x50, 0x00, 0xFF])
        try folder.link("root/out", to: "..")
        try folder.link("root/secret-link.txt", to: "../secret.txt")
        try folder.link("root/docs/inside-link.txt", to: "b.txt")
    }

    @Test func aFileIsShown() async throws {
        #expect(try await ReadFile(root: root).call(["path": "a.txt"]) == Observation("alpha\nbeta\n"))
        #expect(try await ReadFile(root: root).call(["path": "./docs//b.txt"]) == Observation("gamma\nbeta too\n"))
        #expect(try await ReadFile(root: root).call(["path": "a.txt", "offset": 6]) == Observation("beta\n"))
    }

    @Test(arguments: [
        ("../secret.txt", "leads upwards"), ("docs/../../secret.txt", "leads upwards"),
        ("/etc/passwd", "no path below"),
        ("~/secret", "no path below"), ("out/secret.txt", "“out” is a symbolic link"),
        ("secret-link.txt", "“secret-link.txt” is a symbolic link"),
        ("docs/inside-link.txt", "is a symbolic link"), ("nothing.txt", "“nothing.txt” does not exist"),
        ("docs/nothing/c.txt", "“docs/nothing” does not exist"), ("a.txt/b", "“a.txt” is not a folder"),
        ("docs", "is a folder; use list_files"), (".", "the root is a folder"), ("", "the root is a folder"),
        ("image.bin", "is a binary file of 4 bytes"), ("a\0b", "no path can have"),
        (String(repeating: "d/", count: 100), "64 folders deep"),
        (String(repeating: "n", count: 300), "cannot be read"),
        (String(repeating: "n", count: 5000), "too long"),
    ])
    func whatCannotBeReadIsExplained(path: String, words: String) async throws {
        let observation = try await ReadFile(root: root).call(["path": .string(path)])
        #expect(observation.isError)
        #expect(observation.text.contains(words), "\(observation.text)")
        #expect(!observation.text.contains("secret\n"))
        #expect(!observation.text.contains(folder.path))
    }

    @Test func aPipeIsNotWaitedFor() async throws {
        #expect(mkfifo(root.path + "/pipe", 0o600) == 0)
        let observation = try await ReadFile(root: root).call(["path": "pipe"])
        #expect(observation == Observation("“pipe” is no ordinary file", isError: true))
    }

    @Test func aRootThatIsGoneIsTheOperatorsConcern() async throws {
        let observation = try await ReadFile(root: FileRoot(path: folder.path + "/gone")).call(["path": "a.txt"])
        #expect(observation.isError)
        #expect(observation.text.contains("the operator has to check"))
    }

    @Test func aRootThatIsALinkIsTheOperatorsChoice() async throws {
        try folder.link("alias", to: "root")
        let observation = try await ReadFile(root: FileRoot(path: folder.path + "/alias")).call(["path": "a.txt"])
        #expect(!observation.isError)
    }

    @Test func aLongFileIsReadPieceByPiece() async throws {
        // Three bytes a character, so that the limit falls into the middle of one.
        let text = String(repeating: "€", count: 30_000)
        try folder.write("root/long.txt", text.utf8)
        let first = try await ReadFile(root: root).call(["path": "long.txt"])
        #expect(first.text.hasSuffix("\n[cut after byte 65535 of 90000; go on with offset 65535]"))
        let rest = try await ReadFile(root: root).call(["path": "long.txt", "offset": 65_535])
        #expect(rest == Observation(String(text.dropFirst(21_845))))
        let middle = try await ReadFile(root: root).call(["path": "long.txt", "offset": 1])
        #expect(middle.isError)
    }

    @Test(arguments: [90_000, -1, 1 << 60] as [Int64])
    func anOffsetBeyondTheFileIsRefused(offset: Int64) async throws {
        let observation = try await ReadFile(root: root).call(["path": "a.txt", "offset": .integer(offset)])
        #expect(observation.isError)
    }

    @Test func aFolderIsListed() async throws {
        #expect(
            try await ListFiles(root: root).call([:]).text == """
                a.txt  11 bytes
                docs/
                image.bin  4 bytes
                out  (symbolic link, not followed)
                secret-link.txt  (symbolic link, not followed)
                """)
        #expect(
            try await ListFiles(root: root).call(["path": "docs", "depth": 2]).text == """
                b.txt  15 bytes
                deep/
                  c.txt  5 bytes
                inside-link.txt  (symbolic link, not followed)
                """)
    }

    @Test func listsHaveAnEnd() async throws {
        for number in 0..<1005 { try folder.write("root/many/\(number)", []) }
        let listed = try await ListFiles(root: root).call(["path": "many"]).text.split(separator: "\n")
        #expect(listed.count == ListFiles.entryLimit + 1)
        #expect(listed.last == "[cut after 1000 entries; list a folder below]")
    }

    @Test(
        arguments: [
            (["path": "out"], "“out” is a symbolic link"), (["path": ".."], "leads upwards"),
            (["path": "a.txt"], "“a.txt” is not a folder"), (["depth": 0], "from 1 to 8"),
            (["depth": "2"], "from 1 to 8"),
        ] as [([String: JSONValue], String)])
    func whatCannotBeListedIsExplained(arguments: [String: JSONValue], words: String) async throws {
        let observation = try await ListFiles(root: root).call(arguments)
        #expect(observation.isError)
        #expect(observation.text.contains(words), "\(observation.text)")
    }

    @Test func anEmptyFolderIsSaidToBeEmpty() async throws {
        try FileManager.default.createDirectory(atPath: root.path + "/empty", withIntermediateDirectories: true)
        #expect(try await ListFiles(root: root).call(["path": "empty"]) == Observation("“empty” is empty"))
    }

    @Test func linesAreFoundAndLinksAreNotFollowed() async throws {
        #expect(
            try await SearchFiles(root: root).call(["text": "beta"]).text == """
                a.txt:2: beta
                docs/b.txt:2: beta too
                [1 files passed over: binary, too large or not readable]
                """)
        #expect(
            try await SearchFiles(root: root).call(["text": "ta", "path": "docs"]).text
                == "docs/b.txt:2: beta too\ndocs/deep/c.txt:1: delta")
        #expect(try await SearchFiles(root: root).call(["text": "secret"]).text.hasPrefix("no line holds “secret”"))
    }

    @Test func searchesHaveAnEnd() async throws {
        try folder.write(
            "root/hits/x.txt", String(repeating: "hit \(String(repeating: "ö", count: 300))\n", count: 150).utf8)
        let lines = try await SearchFiles(root: root).call(["text": "hit", "path": "hits"]).text.split(separator: "\n")
        #expect(lines.count == SearchFiles.hitLimit + 1)
        #expect(lines[99].hasPrefix("hits/x.txt:100: hit ö"))
        #expect(lines.allSatisfy { $0.utf8.count < 300 })
        #expect(lines.last == "[not everything was searched; search a folder below]")
    }

    @Test(arguments: ["", "two\nlines"])
    func anImpossibleSearchIsRefused(text: String) async throws {
        #expect(try await SearchFiles(root: root).call(["text": .string(text)]).isError)
    }

    @Test func aQueryIsAskedOfTheFileBelowTheRoot() async throws {
        let tool = SQLQuery(root: root) { path, sql, limit in "\(path)|\(sql)|\(limit)" }
        let observation = try await tool.call(["database": "./docs/b.txt", "sql": "select 1"])
        // Where the system has a name for an open folder, the file is found by it.
        #expect(observation.text.hasSuffix("/b.txt|select 1|200"))
        let failing = SQLQuery(root: root) { path, _, _ in throw ToolFailure("\(path) is locked") }
        let failure = try await failing.call(["database": "docs/b.txt", "sql": "select 1"])
        #expect(failure == Observation("docs/b.txt is locked", isError: true))
        #expect(try await tool.call(["database": "../secret.txt", "sql": "select 1"]).isError)
        #expect(try await tool.call(["database": "secret-link.txt", "sql": "select 1"]).isError)
        #expect(try await tool.call(["database": "docs", "sql": "select 1"]).isError)
    }

    @Test func aLongResultIsCutAndAFailedQueryIsShown() async throws {
        let long = SQLQuery(root: root) { _, _, _ in String(repeating: "€", count: 50_000) }
        let text = try await long.call(["database": "a.txt", "sql": "select 1"]).text
        #expect(text.utf8.count < SQLQuery.textLimit + 100)
        #expect(text.hasSuffix("[cut: the result is longer; ask for less]"))
        let failing = SQLQuery(root: root) { _, _, _ in throw ToolFailure("no such table: x") }
        let observation = try await failing.call(["database": "a.txt", "sql": "select * from x"])
        #expect(observation == Observation("no such table: x", isError: true))
    }
}
