import Foundation
import Planning
import Testing

@testable import EmbeddedEngine

@Suite struct VocabularyTests {
    private func vocabulary(_ values: [(String, GGUFDocument.Value)]) throws -> Vocabulary {
        var document = GGUFDocument()
        for (key, value) in values { document.set("tokenizer.ggml.\(key)", value) }
        return try Vocabulary(GGUFFile(document.data, name: "vocabulary"))
    }

    @Test func aVocabularyOfBytesWritesEveryText() throws {
        let model = try RandomModel(.init(), allBytes: true).load()
        let text = "a on b\nÄ€😀\u{0}\u{7f}"
        #expect(try model.tokens(ofPrompt: text) == [256] + text.utf8.map(Int.init))
        #expect(try model.tokenCount(of: "") == 1)
        // Nothing in a prompt is taken for a token that steers.
        #expect(try model.tokenCount(of: "<|eos|>") == 8)
    }

    @Test func pairsAreJoinedByRankAndOnlyWithinWords() throws {
        let letters = "abcdeh lorw".map { $0 == " " ? "Ġ" : String($0) }
        let pieces = ["he", "ll", "hell", "hello", "Ġw", "or", "Ġwor", "ld", "lo"]
        let merges = ["l l", "h e", "he ll", "hell o", "Ġ w", "o r", "Ġw or", "l d", "l o"]
        let vocabulary = try vocabulary([
            ("model", .text("gpt2")), ("pre", .text("gpt-2")), ("tokens", .texts(letters + pieces)),
            ("merges", .texts(merges)),
        ])
        func words(_ text: String) -> [String]? {
            vocabulary.continuation(text)?.map { String(decoding: vocabulary.bytes(of: $0), as: UTF8.self) }
        }
        #expect(words("hello world") == ["hello", " wor", "ld"])
        #expect(words("hellohello") == ["hello", "hello"])
        #expect(words("lllo") == ["ll", "lo"])
        #expect(words("hexe") == nil)
        #expect(words("") == [])
    }

    @Test(arguments: [
        ("I'm here, it's 2024!", ["I", "'m", " here", ",", " it", "'s", " 2024", "!"]),
        ("a  b   c ", ["a", " ", " b", "  ", " c", " "]), ("x\n\n y", ["x", "\n\n", " y"]),
        ("'quoted'", ["'", "quoted", "'"]),
        ("größer als", ["größer", " als"]), ("don'T", ["don", "'", "T"]),
    ])
    func gpt2CutsTextsIntoWords(text: String, words: [String]) {
        #expect(WordSplitter.gpt2.words(of: text).map { String($0) } == words)
    }

    @Test(arguments: [
        ("I'M 12345 ok", ["I", "'M", " ", "123", "45", " ok"]), ("a\n\n  b", ["a", "\n\n", " ", " b"]),
        ("(word) x=1", ["(word", ")", " x", "=", "1"]), ("end.\n\nNew", ["end", ".\n\n", "New"]),
    ])
    func llama3CutsTextsIntoWords(text: String, words: [String]) {
        #expect(WordSplitter.llama3.words(of: text).map { String($0) } == words)
    }

    @Test func digitsAreSetApart() {
        #expect(
            WordSplitter.digitsApart.words(of: "in 2024 a").map { String($0) }
                == ["in", " ", "2", "0", "2", "4", " a"])
    }

    @Test(arguments: [WordSplitter.gpt2, .digitsApart, .llama3])
    func wordsJoinedAreTheText(splitter: WordSplitter) {
        var random = SeededGenerator(seed: 3)
        let alphabet = Array("ab12 \n\t'.,éЖ中😀-'sl".unicodeScalars)
        for _ in 0..<500 {
            var text = ""
            for _ in 0..<Int.random(in: 0...30, using: &random) {
                text.unicodeScalars.append(alphabet[Int.random(in: 0..<alphabet.count, using: &random)])
            }
            let words = splitter.words(of: text).map { String($0) }
            #expect(words.joined() == text)
            #expect(!words.contains(""))
        }
    }

    @Test func sentencePiecesAreJoinedByScoreAndTheRestBecomesBytes() throws {
        let bytes = (0..<256).map { "<0x\(String(format: "%02X", $0))>" }
        let pieces = ["▁", "a", "b", "c", "ab", "bc", "▁a", "▁ab"]
        let scores: [Float] = [-1, -2, -3, -4, -0.5, -0.4, -0.6, -0.3]
        let vocabulary = try vocabulary([
            ("model", .text("llama")), ("tokens", .texts(["<unk>", "<s>", "</s>"] + bytes + pieces)),
            ("scores", .floats([0, 0, 0] + Array(repeating: 0, count: 256) + scores)),
            ("token_type", .counts([2, 3, 3] + Array(repeating: 6, count: 256) + Array(repeating: 1, count: 8))),
            ("bos_token_id", .count(1)), ("eos_token_id", .count(2)),
        ])
        let first = 3 + 256
        #expect(vocabulary.prompt("abc") == [1, first + 6, first + 5])
        #expect(vocabulary.prompt("ab") == [1, first + 7])
        #expect(vocabulary.continuation("ab") == [first + 4])
        #expect(vocabulary.continuation("é") == [3 + 0xc3, 3 + 0xa9])
        #expect(vocabulary.bytes(of: 3 + 0xc3) == [0xc3])
        #expect(vocabulary.bytes(of: first + 7) == Array(" ab".utf8))
        #expect(vocabulary.isEnding(2) && !vocabulary.isEnding(1))
    }

    @Test func unknownRulesMatterOnlyWherePairsAreJoined() throws {
        let plain: [(String, GGUFDocument.Value)] = [
            ("model", .text("gpt2")), ("pre", .text("strange")), ("tokens", .texts(["a", "b", "ab"])),
        ]
        #expect(try vocabulary(plain + [("merges", .texts([]))]).continuation("ab") == [0, 1])
        #expect(throws: EmbeddedModelError.self) { try vocabularyError(plain + [("merges", .texts(["a b"]))]) }
    }

    private func vocabularyError(_ values: [(String, GGUFDocument.Value)]) throws {
        do { _ = try vocabulary(values) } catch let fault as GGUFFault { throw EmbeddedModelError(fault, in: "test") }
    }
}
