/// Cuts a byte stream into server-sent events, as the WHATWG text has it: lines end with CR, LF or
/// CRLF, one byte order mark may stand at the start, unknown fields and comments are ignored, and an
/// event that its stream does not finish with an empty line is dropped.
///
/// Bytes may be cut anywhere, also inside a character or between CR and LF.
public struct ServerSentEventParser: Sendable {
    private let maximumLineBytes: Int
    private let maximumEventBytes: Int

    /// The line that has begun; its end has not come yet.
    private var line: [UInt8] = []
    private var isFirstLine = true
    /// A CR ended the last line, so an LF that comes next belongs to it.
    private var skipsLineFeed = false

    /// The fields of the event that has begun.
    private var data: [UInt8] = []
    private var type: [UInt8] = []
    private var hasFields = false

    private var lastID: String?
    private var retry: Duration?
    private var failure: TransportError?

    /// A parser at the start of a stream. Longer lines, and events with more data, are errors.
    public init(maximumLineBytes: Int = 1 << 20, maximumEventBytes: Int = 4 << 20) {
        self.maximumLineBytes = maximumLineBytes
        self.maximumEventBytes = maximumEventBytes
    }

    /// Takes more bytes and returns the events they complete.
    ///
    /// - Throws: ``TransportError/Code/tooLarge`` for a line or an event beyond its limit. Events
    ///   completed before it in the same bytes are returned first; the error then comes with the
    ///   next call. It stays: the rest of the stream cannot be told apart any more.
    public mutating func push(_ bytes: some Sequence<UInt8>) throws -> [ServerSentEvent] {
        if let failure { throw failure }
        var events: [ServerSentEvent] = []
        let isContiguous: Void? = bytes.withContiguousStorageIfAvailable { consume($0, into: &events) }
        if isContiguous == nil {
            Array(bytes).withUnsafeBufferPointer { consume($0, into: &events) }
        }
        if let failure, events.isEmpty { throw failure }
        return events
    }

    /// Ends the stream.
    ///
    /// - Returns: whether an unfinished event had to be dropped, the sign of a stream that was cut.
    /// - Throws: the error that ``push(_:)`` has yet to report.
    @discardableResult
    public mutating func finish() throws -> Bool {
        if let failure { throw failure }
        let dropped = hasFields || !line.isEmpty
        self = ServerSentEventParser(maximumLineBytes: maximumLineBytes, maximumEventBytes: maximumEventBytes)
        return dropped
    }

    private mutating func consume(_ bytes: UnsafeBufferPointer<UInt8>, into events: inout [ServerSentEvent]) {
        var start = 0
        while start < bytes.count, failure == nil {
            if skipsLineFeed {
                skipsLineFeed = false
                if bytes[start] == .lineFeed {
                    start += 1
                    continue
                }
            }
            var end = start
            while end < bytes.count, bytes[end] != .lineFeed, bytes[end] != .carriageReturn { end += 1 }
            guard line.count + (end - start) <= maximumLineBytes else {
                failure = Self.tooLarge("a line", maximumLineBytes)
                return
            }
            let piece = UnsafeBufferPointer(rebasing: bytes[start..<end])
            guard end < bytes.count else {
                line.append(contentsOf: piece)
                return
            }
            skipsLineFeed = bytes[end] == .carriageReturn
            if line.isEmpty {
                endLine(piece, into: &events)
            } else {
                line.append(contentsOf: piece)
                let whole = line
                line.removeAll(keepingCapacity: true)
                whole.withUnsafeBufferPointer { endLine($0, into: &events) }
            }
            start = end + 1
        }
    }

    private mutating func endLine(_ whole: UnsafeBufferPointer<UInt8>, into events: inout [ServerSentEvent]) {
        var line = whole[...]
        if isFirstLine {
            isFirstLine = false
            if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
        }
        guard let first = line.first else { return dispatch(into: &events) }
        if first == .colon { return }
        let name: Slice<UnsafeBufferPointer<UInt8>>
        var value: Slice<UnsafeBufferPointer<UInt8>>
        if let colon = line.firstIndex(of: .colon) {
            name = line[..<colon]
            value = line[(colon + 1)...]
            if value.first == .space { value = value.dropFirst() }
        } else {
            name = line
            value = line[line.endIndex...]
        }
        take(value, as: name)
    }

    private mutating func take(_ value: Slice<UnsafeBufferPointer<UInt8>>, as name: Slice<UnsafeBufferPointer<UInt8>>) {
        if name.elementsEqual("data".utf8) {
            guard data.count + value.count < maximumEventBytes else {
                failure = Self.tooLarge("an event", maximumEventBytes)
                return
            }
            data.append(contentsOf: value)
            data.append(.lineFeed)
            hasFields = true
        } else if name.elementsEqual("event".utf8) {
            type = Array(value)
            hasFields = true
        } else if name.elementsEqual("id".utf8) {
            if !value.contains(0) { lastID = value.isEmpty ? nil : String(decoding: value, as: UTF8.self) }
        } else if name.elementsEqual("retry".utf8) {
            let isNumber = !value.isEmpty && value.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            if isNumber, let milliseconds = Int64(String(decoding: value, as: UTF8.self)) {
                retry = .milliseconds(milliseconds)
            }
        }
    }

    private mutating func dispatch(into events: inout [ServerSentEvent]) {
        defer {
            data.removeAll(keepingCapacity: true)
            type.removeAll(keepingCapacity: true)
            hasFields = false
        }
        guard !data.isEmpty else { return }
        events.append(
            ServerSentEvent(
                event: type.isEmpty ? "message" : String(decoding: type, as: UTF8.self),
                data: String(decoding: data.dropLast(), as: UTF8.self), id: lastID, retry: retry))
    }

    private static func tooLarge(_ what: String, _ limit: Int) -> TransportError {
        TransportError(
            .tooLarge, "\(what) of the server-sent events is longer than the \(limit) bytes allowed",
            suggestion: "check that the server speaks text/event-stream at this address")
    }
}

extension UInt8 {
    fileprivate static let lineFeed = UInt8(ascii: "\n")
    fileprivate static let carriageReturn = UInt8(ascii: "\r")
    fileprivate static let colon = UInt8(ascii: ":")
    fileprivate static let space = UInt8(ascii: " ")
}
