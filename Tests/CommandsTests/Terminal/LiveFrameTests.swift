import Testing

@testable import Commands

/// What is written to redraw the bottom of a terminal.
struct LiveFrameTests {
    private let clear = "\u{1b}[K\n"

    @Test func linesAreOverwrittenWhereTheyStand() {
        var frame = LiveFrame()
        #expect(frame.replace(above: [], live: ["one", "two"], width: 80) == "one\(clear)two\(clear)")
        #expect(
            frame.replace(above: ["done"], live: ["two"], width: 80) == "\u{1b}[2A\rdone\(clear)two\(clear)\u{1b}[J")
        #expect(frame.replace(above: [], live: [], width: 80) == "\u{1b}[1A\r\u{1b}[J")
    }

    @Test func nothingIsWrittenWhereNothingChanged() {
        var frame = LiveFrame()
        _ = frame.replace(above: [], live: ["one"], width: 80)
        #expect(frame.replace(above: [], live: ["one"], width: 80).isEmpty)
    }

    @Test func linesThatANarrowerTerminalHasWrappedAreTakenBackWhole() {
        var frame = LiveFrame()
        _ = frame.replace(
            above: [], live: ["\u{1b}[2m" + String(repeating: "x", count: 50) + "\u{1b}[0m", ""], width: 80)
        #expect(frame.replace(above: [], live: ["y"], width: 20) == "\u{1b}[4A\ry\(clear)\u{1b}[J")
    }
}
