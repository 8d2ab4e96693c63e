import Testing

@testable import Commands

struct ScreenLineTests {
    private func line(_ pieces: (String, ScreenLine.Style)...) -> ScreenLine {
        var line = ScreenLine()
        for (text, style) in pieces { line.add(text, style) }
        return line
    }

    @Test(arguments: 0...14) func aLineIsFittedToAnyWidth(width: Int) {
        let text = line(("ab", .strong), ("漢字", .plain), ("", .faint), ("cdef", .bad)).fitted(to: width).text
        #expect(text.columns == width)
        #expect((width < 10) == (text.contains("…") || width == 0))
    }

    @Test func whatIsSearchedForIsMarkedWhereverItStands() {
        let marked = line(("one two ONE", .plain), ("one", .bad)).marking("one")
        #expect(marked.pieces.filter { $0.style == .found }.map(\.text) == ["one", "ONE", "one"])
        #expect(marked.text == "one two ONEone")
        #expect(line(("one", .plain)).marking("") == line(("one", .plain)))
        // Marked and chosen can both be seen.
        #expect(marked.chosen.pieces.map(\.style) == [.found, .chosen, .found, .found])
    }

    @Test(arguments: 1...20) func wrappingLosesNothingButBlanks(width: Int) {
        let text = "a few words and-one-that-is-longer-than-a-line 漢字漢字"
        let lines = line((String(text.prefix(12)), .faint), (String(text.dropFirst(12)), .plain)).wrapped(to: width)
        #expect(lines.map(\.text).joined().filter { $0 != " " } == text.filter { $0 != " " })
        // A wide character needs two columns, however few there are.
        #expect(lines.allSatisfy { $0.text.columns <= max(width, 2) })
    }

    @Test func wordsStayWhole() {
        #expect(line(("one two three", .plain)).wrapped(to: 8).map(\.text) == ["one two", "three"])
        #expect(line(("short", .plain)).wrapped(to: 8).map(\.text) == ["short"])
    }

    @Test func coloursAreLeftOutWhereNoneAreWanted() {
        let line = line(("good", .good), ("plain", .plain), ("strong", .strong))
        #expect(line.rendered(inColor: true) == "\u{1b}[32mgood\u{1b}[0mplain\u{1b}[1mstrong\u{1b}[0m")
        #expect(line.rendered(inColor: false) == "goodplain\u{1b}[1mstrong\u{1b}[0m")
        #expect(line.chosen.rendered(inColor: false).hasPrefix("\u{1b}[7mgood"))
    }
}
