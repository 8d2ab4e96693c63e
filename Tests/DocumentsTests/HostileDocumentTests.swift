import Documents
import Foundation
import Testing

struct HostileDocumentTests {
    private func refusal(of text: String) -> String? {
        do {
            _ = try DocumentNode(parsing: text, file: "f")
            return nil
        } catch {
            return error.description
        }
    }

    @Test func anAliasBombIsRefused() throws {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...30 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        #expect(
            refusal(of: text) == "f:2: a1[0]: aliases (*name) are not supported; expected the value itself, "
                + "or quotes around a text that begins with *")
    }

    @Test func anAliasBombInAKeyIsRefused() throws {
        var text = "a0: &a0 [x, x]\n"
        for level in 1...40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        text += "? *a40\n: 1\n? [*a40]\n: 2\n"
        #expect(refusal(of: text)?.hasPrefix("f:2: a1[0]: aliases") == true)
    }

    @Test(
        arguments: [
            "a: &x 1\nb: *x", "a: &x 1\n*x : 2", "[&x 1, *x]", "a: *x", "- &x {k: *x}", "a: &x 1\n<<: *x",
            "a: &x-1 1\nb:\n  - *x-1",
        ])
    func everyAliasIsRefused(text: String) {
        #expect(refusal(of: text)?.contains("aliases (*name) are not supported") == true)
    }

    @Test func asterisksThatAreNoAliasesStay() throws {
        let text = """
            plain: multiply 2*x and *emphasis* &amp; more
            quoted: "*p = &p"
            list: ["*", '*a']
            block: |
              *important*: `*p` and &p
              * a point
            folded: >
              *x* &x
            private: "\u{E000}*a"
            """
        let root = try DocumentNode(parsing: text, file: "f").mapping()
        #expect(try root["plain"]?.string() == "multiply 2*x and *emphasis* &amp; more")
        #expect(try root["quoted"]?.string() == "*p = &p")
        #expect(try root["list"]?.list().map { try $0.string() } == ["*", "*a"])
        #expect(try root["block"]?.string() == "*important*: `*p` and &p\n* a point\n")
        #expect(try root["folded"]?.string() == "*x* &x\n")
        #expect(try root["private"]?.string() == "\u{E000}*a")
    }

    @Test(
        arguments: [
            ("[", 100_000, ""), ("{a: ", 100_000, ""), ("- ", 100_000, "x"), ("? ", 100_000, "x"),
            ("[", 900, "x" + String(repeating: "]", count: 900)), ("- ", 900, "x"),
            ("[", 65, "x" + String(repeating: "]", count: 65)),
        ])
    func deepNestingIsRefused(opening: String, count: Int, rest: String) {
        let refusal = refusal(of: String(repeating: opening, count: count) + rest)
        #expect(refusal?.contains("nested too deeply; expected at most 64 levels") == true)
    }

    @Test func deepBlockMappingsAreRefused() {
        let text = (0..<900).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n")
        #expect(refusal(of: text)?.contains("nested too deeply; expected at most 64 levels") == true)
    }

    @Test func sixtyFourLevelsAreRead() {
        #expect(refusal(of: String(repeating: "[", count: 64) + "x" + String(repeating: "]", count: 64)) == nil)
    }

    @Test func aDocumentOverTheSizeLimitIsRefused() {
        #expect(
            refusal(of: "a: " + String(repeating: "x", count: DocumentNode.sizeLimit))
                == "f:1: the document has 1048579 bytes; expected at most 1048576")
    }

    @Test(
        arguments: [
            ("a: 1\nb: 2\na: 3", "f:1: the key “a” stands twice in one mapping; expected every key once"),
            ("x:\n  a: 1\n  'a': 3", "f:2: the key “a” stands twice in one mapping; expected every key once"),
            ("1: x\n'1': y", "f:2: 1: the key “1” stands twice in one mapping; expected every key once"),
            ("? [a]\n: 1", "f:1: a key is no text; expected a name as the key"),
            ("~: 1", "f:1: a key is empty; expected a name as the key"),
            ("a: 1\n---\nb: 2", "f:2: this cannot be used: but found another document"),
        ])
    func keysAreTextsAndStandOnce(text: String, message: String) {
        #expect(refusal(of: text) == message)
    }

    @Test(arguments: ["a: [1", "a: \"x", "a: b: c", "\tb: 1", "a: %x\n %", "a: 'b", "}", "a: @x", "a: |x\n y"])
    func whatIsNotYAMLIsRefusedWithALine(text: String) {
        let refusal = refusal(of: text)
        #expect(refusal?.hasPrefix("f:") == true && refusal?.contains("this is not YAML") == true)
    }

    @Test func controlCharactersAreRefusedWithTheirLine() {
        #expect(refusal(of: "a: 1\nb: \u{1}")?.hasPrefix("f:2: this is not YAML: control characters") == true)
        #expect(refusal(of: "a: \0")?.hasPrefix("f:1: ") == true)
    }

    @Test func anEmptyDocumentIsNothing() throws {
        #expect(try DocumentNode(parsing: "", file: "f").isNull)
        #expect(try DocumentNode(parsing: "# only a comment\n", file: "f").isNull)
        #expect(throws: DocumentError.self) { try DocumentNode(parsing: "", file: "f").mapping() }
    }

    /// Every prefix of a rich document either parses or is refused; nothing crashes or hangs.
    @Test func everyPrefixOfADocumentIsReadOrRefused() {
        let text = "a: &x [1, *b, {c: \"d\\u00e9\"}]\n? k\n: |2-\n   t\n---\n!!str 'it''s': >+\n  *y\n...\n"
        for length in 0...text.count { _ = refusal(of: String(text.prefix(length))) }
    }

    @Test func filesAreReadAndTheirFaultsNameThem() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "documents-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "x.yaml")
        try Data("a: 1".utf8).write(to: file)
        #expect(try DocumentNode(contentsOf: file).mapping()["a"]?.int() == 1)
        try Data([0x61, 0x3a, 0x20, 0xff]).write(to: file)
        #expect(throws: DocumentError.self) { try DocumentNode(contentsOf: file) }
        let missing = #expect(throws: DocumentError.self) {
            try DocumentNode(contentsOf: folder.appending(path: "no.yaml"), name: "no.yaml")
        }
        #expect(missing?.description.hasPrefix("no.yaml cannot be read: ") == true)
        #expect(throws: DocumentError.self) { try DocumentNode(contentsOf: folder) }
    }
}
