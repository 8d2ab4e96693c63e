import Testing
import Transport

struct ServerSentEventParserTests {
    /// Everything the format has: a byte order mark, all three line ends, comments, a joined payload,
    /// characters of several bytes, unknown fields, an identifier with a zero, and a cut last event.
    private static let sample: [UInt8] =
        [0xEF, 0xBB, 0xBF]
        + Array(
            ("data: eins\n\n" + ": note\r\ndata:zw\u{E9}i\r\ndata:  drei \u{1F40E}\r\n\r\n"
                + "event: end\rid: 7\rdata\r\r"
                + "retry: 250\nid: a\0b\nfoo: bar\nda\u{E9}: x\ndata: :\n\n" + "event: unseen\n\nid\ndata: last\r\n\n"
                + "data: cut").utf8)

    private static let expected = [
        ServerSentEvent(data: "eins"),
        ServerSentEvent(data: "zw\u{E9}i\n drei \u{1F40E}"),
        ServerSentEvent(event: "end", data: "", id: "7"),
        ServerSentEvent(data: ":", id: "7", retry: .milliseconds(250)),
        ServerSentEvent(data: "last", retry: .milliseconds(250)),
    ]

    private func events(of pieces: [ArraySlice<UInt8>]) throws -> [ServerSentEvent] {
        var parser = ServerSentEventParser()
        return try pieces.flatMap { try parser.push($0) }
    }

    @Test func aWholeStreamIsCutIntoItsEvents() throws {
        #expect(try events(of: [Self.sample[...]]) == Self.expected)
    }

    @Test func noCutAnywhereChangesTheEvents() throws {
        let sample = Self.sample
        for first in 0...sample.count {
            for second in first...sample.count {
                let pieces = [sample[..<first], sample[first..<second], sample[second...]]
                try #require(try events(of: pieces) == Self.expected, "cut at \(first) and \(second)")
            }
        }
    }

    @Test func oneByteAtATimeGivesTheSameEvents() throws {
        #expect(try events(of: Self.sample.indices.map { Self.sample[$0...$0] }) == Self.expected)
    }

    @Test func bytesNeedNotBeContiguous() throws {
        var parser = ServerSentEventParser()
        #expect(try parser.push("data: \u{1F40E}\n\n".utf8.lazy.map { $0 }) == [ServerSentEvent(data: "\u{1F40E}")])
    }

    @Test func anUnfinishedEventIsDroppedAndReported() throws {
        var parser = ServerSentEventParser()
        #expect(try parser.push(Array("data: whole\n\ndata: cut\n".utf8)).map(\.data) == ["whole"])
        #expect(try parser.finish())
        #expect(try !parser.finish())
    }

    @Test(arguments: ["data: cut", "event: cut\n", "data"])
    func whateverHasBegunCountsAsUnfinished(text: String) throws {
        var parser = ServerSentEventParser()
        #expect(try parser.push(text.utf8).isEmpty)
        #expect(try parser.finish())
    }

    @Test(arguments: ["", ": comment\n", "data: whole\n\n", "id: 4\n"])
    func aStreamThatEndsBetweenEventsIsWhole(text: String) throws {
        var parser = ServerSentEventParser()
        _ = try parser.push(text.utf8)
        #expect(try !parser.finish())
    }

    @Test func brokenCharactersBecomeReplacements() throws {
        var parser = ServerSentEventParser()
        let bytes = Array("data: a".utf8) + [0xC3] + Array("b\n\n".utf8)
        #expect(try parser.push(bytes).map(\.data) == ["a\u{FFFD}b"])
    }

    @Test func onlyTheFirstByteOrderMarkIsLeftOut() throws {
        var parser = ServerSentEventParser()
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        #expect(try parser.push(mark + mark + Array("data: unknown field\n\n".utf8)).isEmpty)
        #expect(try parser.push("data: known\n\n".utf8).map(\.data) == ["known"])
    }

    @Test(arguments: ["retry: 1s\n", "retry:\n", "retry: -1\n", "retry: 99999999999999999999\n"])
    func aReconnectionTimeThatIsNoNumberIsIgnored(line: String) throws {
        var parser = ServerSentEventParser()
        #expect(try parser.push((line + "data: x\n\n").utf8) == [ServerSentEvent(data: "x")])
    }

    @Test func aLineMayBeAsLongAsItsLimitAndNoLonger() throws {
        var parser = ServerSentEventParser(maximumLineBytes: 10)
        #expect(try parser.push("data: 4567\n\n".utf8).map(\.data) == ["4567"])
        #expect(throws: TransportError.self) { try parser.push("data: 45678\n\n".utf8) }
    }

    @Test func aLineWithoutEndIsAnErrorBeforeItFillsTheMemory() throws {
        var parser = ServerSentEventParser(maximumLineBytes: 100)
        for _ in 0..<10 { #expect(try parser.push([UInt8](repeating: 65, count: 10)).isEmpty) }
        let error = #expect(throws: TransportError.self) { try parser.push([65]) }
        #expect(error?.code == .tooLarge)
    }

    @Test func anEventOfManyLinesHasALimitToo() throws {
        var parser = ServerSentEventParser(maximumEventBytes: 20)
        let error = #expect(throws: TransportError.self) {
            for _ in 0..<10 { _ = try parser.push("data: 1234\n".utf8) }
        }
        #expect(error?.code == .tooLarge)
    }

    @Test func eventsBeforeAnErrorAreHandedOutFirst() throws {
        var parser = ServerSentEventParser(maximumLineBytes: 20)
        let long = "data: usage\n\n" + String(repeating: "x", count: 21) + "\n"
        #expect(try parser.push(long.utf8).map(\.data) == ["usage"])
        #expect(throws: TransportError.self) { try parser.push("data: more\n\n".utf8) }
        #expect(throws: TransportError.self) { try parser.finish() }
    }
}
