import Testing

@testable import MCP

struct MessageLinesTests {
    private let text = Array("{\"a\":1}\r\n\n\r\n{\"ä\":2}\nrest".utf8)
    private let lines = [Array("{\"a\":1}".utf8), Array("{\"ä\":2}".utf8)]

    @Test func bytesMayBeCutAnywhere() {
        for first in text.indices {
            for second in first..<text.endIndex {
                var splitter = MessageLines(limit: 100)
                let pieces = [text[..<first], text[first..<second], text[second...]]
                #expect(pieces.flatMap { splitter.push(Array($0)) } == lines, "cut at \(first) and \(second)")
                #expect(splitter.push([UInt8(ascii: "\n")]) == [Array("rest".utf8)])
            }
        }
    }

    @Test func aLineThatIsTooLongEndsEverything() {
        for piece in 1...12 {
            var splitter = MessageLines(limit: 5)
            var found: [[UInt8]] = []
            let bytes = Array("12345\n123456\n1\n".utf8)
            for start in stride(from: 0, to: bytes.count, by: piece) {
                found += splitter.push(Array(bytes[start..<min(start + piece, bytes.count)]))
            }
            #expect(found == [Array("12345".utf8)], "in pieces of \(piece)")
            #expect(splitter.isTooLong)
        }
    }

    @Test func aLineWithoutAnEndIsTooLongAsSoonAsItIs() {
        var splitter = MessageLines(limit: 5)
        #expect(splitter.push(Array("12345".utf8)) == [])
        #expect(!splitter.isTooLong)
        #expect(splitter.push(Array("6".utf8)) == [])
        #expect(splitter.isTooLong)
    }
}
