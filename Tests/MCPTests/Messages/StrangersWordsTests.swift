import Planning
import Testing

@testable import MCP

struct StrangersWordsTests {
    /// One letter, as `count` has it.
    private let letter = "a" + String(repeating: "\u{301}", count: 100_000)

    @Test func oneLetterTakesNoMoreRoomThanMany() throws {
        #expect(letter.count == 1)
        #expect(RPCError(code: 1, message: letter).publicText.utf8.count < 1000)
        #expect(
            (Agreement(.stateless(version: "v"), ["serverInfo": ["name": .string(letter)]]).serverName ?? "").utf8.count
                < 500)
        #expect(
            try ListedTool(["name": "a", "inputSchema": [:], "description": .string(letter)]).summary.utf8.count
                < 10_000)
        var log = ErrorLog(limit: 1 << 20)
        log.append(Array(letter.utf8))
        #expect(log.lastWords().utf8.count < 1000)
        var negotiation = Negotiation()
        guard case .failed(let error) = negotiation.step(.answered(["supportedVersions": [.string(letter)]])) else {
            Issue.record("a version that nobody speaks is agreed on")
            return
        }
        #expect(error.summary.utf8.count < 1000)
    }

    @Test func whatIsCutIsCutBetweenCodePoints() {
        #expect("déjà vu".cut(to: 4) == "déjà")
        #expect("ab".cut(to: 4) == "ab")
        #expect("".cut(to: 0) == "")
    }
}
