import Planning
import Testing

@testable import Commands

/// A choice among drafts, in words.
struct SelectionViewTests {
    private let view = RunView(paint: Paint(isOn: false), width: 60)

    @Test func theChosenDraftIsMarkedAndTheReasonSaid() {
        let lines = view.selection(
            RunEvent.Selected(
                options: ["41", "42"], probabilities: [0.2, 0.8], chosen: 1, reason: "4 of 5 drafts agree"))
        #expect(
            lines == ["  a draft was taken: 4 of 5 drafts agree", "    1.  20 %  41", "  ▸ 2.  80 %  42"])
    }

    @Test func whereNoneIsTakenNoneIsMarked() {
        let lines = view.selection(
            RunEvent.Selected(options: ["41"], chosen: nil, reason: "the verifier says that none of them is right"))
        #expect(lines.first?.hasPrefix("  no draft was taken: the verifier says that none") == true)
        #expect(lines.dropFirst() == ["    1. 41"])
    }

    @Test(arguments: [1, 10, 40]) func noLineIsWiderThanTheTerminal(width: Int) {
        let lines = RunView(paint: Paint(isOn: false), width: width).selection(
            RunEvent.Selected(
                options: [String(repeating: "long ", count: 50), "two\nlines"], probabilities: [.nan, 7], chosen: 0,
                reason: String(repeating: "why ", count: 50)))
        #expect(lines.allSatisfy { $0.columns <= width && !$0.contains("\n") })
    }
}
