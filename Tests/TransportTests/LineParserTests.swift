import Testing
import Transport

struct LineParserTests {
    private func lines(_ pieces: [[UInt8]]) throws -> [String] {
        var parser = LineParser()
        var lines: [String] = []
        for piece in pieces { lines += try parser.push(piece) }
        return try lines + (parser.finish().map { [$0] } ?? [])
    }

    @Test func linesMeanTheSameWhereverTheBytesAreCut() throws {
        let bytes = Array("{\"a\":\"é🧱\"}\r\n\n{}\n[\r]\nlast".utf8)
        let expected = ["{\"a\":\"é🧱\"}", "", "{}", "[\r]", "last"]
        for place in 0...bytes.count {
            #expect(try lines([Array(bytes[..<place]), Array(bytes[place...])]) == expected, "before byte \(place)")
        }
        #expect(try lines(bytes.map { [$0] }) == expected)
    }

    @Test func nothingBehindTheLastLineFeedIsNoLine() throws {
        #expect(try lines([Array("a\n".utf8)]) == ["a"])
        #expect(try lines([]).isEmpty)
    }

    @Test func aLineBeyondTheLimitIsAnErrorThatStays() throws {
        var parser = LineParser(maximumLineBytes: 3)
        #expect(try parser.push(Array("abc\nabcd".utf8)) == ["abc"], "what came before it comes out")
        for _ in 0..<2 {
            let error = #expect(throws: TransportError.self) { try parser.push(Array("\n".utf8)) }
            #expect(error?.code == .tooLarge)
        }
        #expect(throws: TransportError.self) { try parser.finish() }
    }
}
