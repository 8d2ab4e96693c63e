/// Cuts a stream of bytes into lines, each of which is a message. Bytes may be cut anywhere.
struct MessageLines: Sendable {
    /// The longest line, in bytes, without its end.
    let limit: Int

    private var partial: [UInt8] = []
    /// Whether a line was longer than allowed. Nothing after it can be told apart, so that no line comes any more.
    private(set) var isTooLong = false

    init(limit: Int) {
        self.limit = limit
    }

    /// Takes more bytes and gives the lines that they complete, without their ends; none is empty.
    mutating func push(_ bytes: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var rest = bytes[...]
        while !isTooLong, let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            append(rest[..<end])
            rest = rest[(end + 1)...]
            if isTooLong { break }
            if partial.last == UInt8(ascii: "\r") { partial.removeLast() }
            if !partial.isEmpty { lines.append(partial) }
            partial = []
        }
        if !isTooLong { append(rest) }
        return lines
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) {
        guard partial.count + bytes.count <= limit else {
            isTooLong = true
            partial = []
            return
        }
        partial += bytes
    }
}
