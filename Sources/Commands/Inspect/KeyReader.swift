/// Makes keys of what a terminal sends. What is only the beginning of a key waits for the rest.
struct KeyReader {
    private var waiting: [UInt8] = []

    /// The keys that are complete with `bytes`.
    mutating func keys(from bytes: some Sequence<UInt8>) -> [Key] {
        waiting += bytes
        var keys: [Key] = []
        while let (key, length) = Self.first(in: waiting) {
            waiting.removeFirst(length)
            if let key { keys.append(key) }
        }
        return keys
    }

    /// Whether the beginning of a key waits for the rest.
    var isWaiting: Bool { !waiting.isEmpty }

    /// Nothing more comes: an escape that waits was the key itself, and any other beginning was nothing.
    mutating func flush() -> [Key] {
        defer { waiting = [] }
        return waiting.first == 0x1b ? [.escape] : []
    }

    /// The first key and its length, or nil as long as it is not complete. What is no key is skipped.
    private static func first(in bytes: [UInt8]) -> (Key?, Int)? {
        guard let byte = bytes.first else { return nil }
        switch byte {
        case 0x1b: return escape(bytes)
        case 0x0d, 0x0a: return (.enter, 1)
        case 0x09: return (.tab, 1)
        case 0x7f, 0x08: return (.backspace, 1)
        case 0x01...0x1a: return (.control(Character(Unicode.Scalar(byte + 0x60))), 1)
        case 0x20..<0x7f: return (.character(Character(Unicode.Scalar(byte))), 1)
        case 0xc2..<0xf5:
            let length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
            guard bytes.count >= length else {
                // Something else in between: the beginning was nothing.
                return bytes.dropFirst().allSatisfy { $0 & 0xc0 == 0x80 } ? nil : (nil, 1)
            }
            guard let text = String(validating: bytes[..<length], as: UTF8.self), let character = text.first else {
                return (nil, 1)
            }
            return (.character(character), length)
        default: return (nil, 1)
        }
    }

    /// `ESC [` or `ESC O`, numbers, and a letter or `~`. An escape before anything else is a key of its own.
    private static func escape(_ bytes: [UInt8]) -> (Key?, Int)? {
        guard bytes.count > 1 else { return nil }
        guard bytes[1] == UInt8(ascii: "[") || bytes[1] == UInt8(ascii: "O") else { return (.escape, 1) }
        guard let end = bytes.indices.dropFirst(2).first(where: { !isParameter(bytes[$0]) }) else {
            // No terminal sends as long a sequence.
            return bytes.count > 32 ? (nil, bytes.count) : nil
        }
        let parameter = String(decoding: bytes[2..<end].prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self)
        return (named(Character(Unicode.Scalar(bytes[end])), parameter), end + 1)
    }

    private static func isParameter(_ byte: UInt8) -> Bool { (0x20..<0x40).contains(byte) }

    private static func named(_ final: Character, _ parameter: String) -> Key? {
        switch (final, parameter) {
        case ("A", _): .up
        case ("B", _): .down
        case ("C", _): .right
        case ("D", _): .left
        case ("H", _), ("~", "1"), ("~", "7"): .home
        case ("F", _), ("~", "4"), ("~", "8"): .end
        case ("~", "5"): .pageUp
        case ("~", "6"): .pageDown
        case ("M", _): .enter
        default: nil
        }
    }
}
