/// Cuts a byte stream into lines that end with a line feed, with or without a carriage return before it.
///
/// Bytes may be cut anywhere, also inside a character or between CR and LF.
public struct LineParser: Sendable {
    private let maximumLineBytes: Int
    /// The line that has begun; its end has not come yet.
    private var line: [UInt8] = []
    private var isBroken = false

    /// A parser at the start of a stream. A longer line is an error.
    public init(maximumLineBytes: Int = 4 << 20) {
        self.maximumLineBytes = maximumLineBytes
    }

    /// Takes more bytes and returns the lines they complete, without their ends.
    ///
    /// - Throws: ``TransportError/Code/tooLarge`` for a line beyond the limit. Lines completed before it in the same bytes
    ///   are returned first; the error then comes with the next call, and stays.
    public mutating func push(_ bytes: some Sequence<UInt8>) throws -> [String] {
        if isBroken { throw tooLarge }
        var lines: [String] = []
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                lines.append(take())
            } else if line.count < maximumLineBytes {
                line.append(byte)
            } else {
                isBroken = true
                break
            }
        }
        if isBroken, lines.isEmpty { throw tooLarge }
        return lines
    }

    /// Ends the stream.
    ///
    /// - Returns: what stands behind the last line feed; nil if nothing does.
    /// - Throws: the error that ``push(_:)`` has yet to report.
    public mutating func finish() throws -> String? {
        if isBroken { throw tooLarge }
        return line.isEmpty ? nil : take()
    }

    private mutating func take() -> String {
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        defer { line.removeAll(keepingCapacity: true) }
        return String(decoding: line, as: UTF8.self)
    }

    private var tooLarge: TransportError {
        TransportError(
            .tooLarge, "a line is longer than the \(maximumLineBytes) bytes allowed",
            suggestion: "check that the server sends one JSON object a line at this address")
    }
}
