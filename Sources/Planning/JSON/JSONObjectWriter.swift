/// Writes one JSON object straight into bytes, member by member.
///
/// Events are written many times a second for as long as runs go on; this is an order of magnitude
/// cheaper than encoding them through `JSONEncoder`.
struct JSONObjectWriter {
    private(set) var bytes: [UInt8]

    init(reserving capacity: Int) {
        bytes = []
        bytes.reserveCapacity(capacity)
        bytes.append(UInt8(ascii: "{"))
    }

    /// The finished object.
    consuming func finish() -> [UInt8] {
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    mutating func member(_ key: StaticString, _ value: String) {
        begin(key)
        append(value)
    }

    mutating func member(_ key: StaticString, _ value: Int64) {
        begin(key)
        bytes.append(contentsOf: String(value).utf8)
    }

    mutating func member(_ key: StaticString, _ value: Int) {
        member(key, Int64(value))
    }

    mutating func unsigned(_ key: StaticString, _ value: UInt64) {
        begin(key)
        bytes.append(contentsOf: String(value).utf8)
    }

    mutating func member(_ key: StaticString, _ value: Bool) {
        begin(key)
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// A number that JSON cannot express is left out.
    mutating func member(_ key: StaticString, _ value: Double) {
        guard value.isFinite else { return }
        begin(key)
        bytes.append(contentsOf: String(value).utf8)
    }

    /// A duration in seconds.
    mutating func member(_ key: StaticString, _ value: Duration) {
        member(key, value.seconds)
    }

    mutating func member(_ key: StaticString, _ value: Money) {
        member(key, value.nanodollars)
    }

    mutating func member(_ key: StaticString, _ value: JSONValue) {
        begin(key)
        bytes.append(contentsOf: value.canonicalBytes)
    }

    mutating func member(_ key: StaticString, _ calls: [CallID]) {
        begin(key)
        bytes.append(UInt8(ascii: "["))
        for (index, call) in calls.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(contentsOf: String(call.number).utf8)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    mutating func null(_ key: StaticString) {
        begin(key)
        bytes.append(contentsOf: "null".utf8)
    }

    mutating func object(_ key: StaticString, _ body: (inout JSONObjectWriter) -> Void) {
        begin(key)
        bytes.append(UInt8(ascii: "{"))
        body(&self)
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func begin(_ key: StaticString) {
        if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\""))
        key.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    /// Copies whole stretches; only quotes, backslashes and control characters need care.
    private mutating func append(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { characters in
            var start = 0
            for (index, character) in characters.enumerated()
            where character < 0x20 || character == UInt8(ascii: "\"") || character == UInt8(ascii: "\\") {
                bytes.append(contentsOf: characters[start..<index])
                appendEscaped(character)
                start = index + 1
            }
            bytes.append(contentsOf: characters[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func appendEscaped(_ character: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch character {
        case UInt8(ascii: "\n"): bytes.append(UInt8(ascii: "n"))
        case UInt8(ascii: "\r"): bytes.append(UInt8(ascii: "r"))
        case UInt8(ascii: "\t"): bytes.append(UInt8(ascii: "t"))
        case 0x20...: bytes.append(character)
        default:
            bytes.append(contentsOf: (character < 0x10 ? "u000" : "u00").utf8)
            bytes.append(contentsOf: String(character, radix: 16).utf8)
        }
    }
}
