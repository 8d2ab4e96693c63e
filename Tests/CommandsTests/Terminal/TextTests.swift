import Testing

@testable import Commands

/// What text takes on a terminal, and what of it may go there.
struct TextTests {
    @Test(arguments: [
        ("abc", 3), ("", 0), ("é", 1), ("e\u{301}", 1), ("積み木", 6), ("한글", 4), ("👩‍👩‍👧", 2), ("❤️", 2), ("Ａ", 2), ("…", 1),
        ("λ ▸", 3),
    ]) func columnsAreThoseOfATerminal(text: String, columns: Int) {
        #expect(text.columns == columns)
    }

    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abcdef", 0, ""), ("abc", -4, ""),
        ("", 0, ""),
        ("積み木", 6, "積み木"), ("積み木", 5, "積み…"), ("積み木", 4, "積…"), ("積み木", 2, "…"),
    ]) func clippedTextIsNeverWiderThanItMayBe(text: String, width: Int, clipped: String) {
        #expect(text.clipped(to: width) == clipped)
        #expect(text.clipped(to: width).columns <= max(width, 0))
    }

    @Test func paddingCountsColumns() {
        #expect("積".padded(to: 4) + "|" == "積  |")
        #expect("abcde".padded(to: 4) == "abcde")
    }

    @Test func nothingPrintableSteersTheTerminal() {
        #expect("a\u{1b}[2Jb\u{7}\r\n\tc\u{9b}31m\u{202e}d".printable == "a [2Jb c 31m d")
        #expect("one\r\ntwo\tthree\u{1b}[31m\u{7}".readable == "one\ntwo\tthree [31m ")
        #expect("👩‍👩‍👧 e\u{301}".printable == "👩‍👩‍👧 e\u{301}")
    }
}
