import Testing

@testable import Commands

struct KeyReaderTests {
    private func keys(_ text: String) -> [Key] {
        var reader = KeyReader()
        return reader.keys(from: text.utf8) + reader.flush()
    }

    @Test(
        arguments: [
            ("j", .character("j")), ("\r", .enter), ("\n", .enter), ("\t", .tab), ("\u{7f}", .backspace),
            ("\u{3}", .control("c")), ("\u{1a}", .control("z")), ("\u{4}", .control("d")), ("\u{1b}", .escape),
            ("\u{1b}[A", .up), ("\u{1b}OB", .down), ("\u{1b}[C", .right), ("\u{1b}[D", .left), ("\u{1b}[5~", .pageUp),
            ("\u{1b}[6~", .pageDown), ("\u{1b}[H", .home), ("\u{1b}[4~", .end), ("\u{1b}[1;5A", .up),
            ("\u{1b}OM", .enter), ("λ", .character("λ")), ("あ", .character("あ")), ("😀", .character("😀")),
        ] as [(String, Key)]) func aKeyIsRead(text: String, key: Key)
    {
        #expect(keys(text) == [key])
    }

    @Test(arguments: ["\u{1b}[A", "\u{1b}[1;5B", "あ", "😀", "\u{1b}[15~x"])
    func aKeyMayComeInPieces(text: String) {
        var reader = KeyReader()
        let pieces = text.utf8.flatMap { reader.keys(from: [$0]) }
        #expect(pieces == keys(text))
        #expect(!reader.isWaiting)
    }

    @Test func anEscapeAloneWaitsUntilNothingFollows() {
        var reader = KeyReader()
        #expect(reader.keys(from: [0x1b]) == [])
        #expect(reader.isWaiting)
        #expect(reader.flush() == [.escape])
        #expect(!reader.isWaiting)
    }

    @Test func anEscapeBeforeALetterIsAKeyOfItsOwn() {
        #expect(keys("\u{1b}q") == [.escape, .character("q")])
    }

    @Test func keysThatAreNotKnownAreSkipped() {
        #expect(keys("\u{1b}[200~j\u{1b}[Zk") == [.character("j"), .character("k")])
    }

    /// Whatever a terminal sends, every byte is dealt with.
    @Test func noBytesStopTheReader() {
        for first in UInt8.min...UInt8.max {
            for second in [0x00, 0x1b, 0x41, 0x5b, 0x80, 0xc3, 0xe3, 0xf0, 0xff] as [UInt8] {
                var reader = KeyReader()
                _ = reader.keys(from: [first, second, first, second])
                _ = reader.flush()
                #expect(reader.keys(from: "j".utf8) == [.character("j")], "\(first) \(second)")
            }
        }
        var reader = KeyReader()
        _ = reader.keys(from: [0x1b, 0x5b] + [UInt8](repeating: 0x31, count: 100))
        #expect(!reader.isWaiting)
    }
}
