/// Cuts UTF-8 where a character begins, and tells text from other data.
enum TextCut {
    /// At most `limit` bytes from the beginning, without a part of a character at the end.
    static func prefix(of bytes: [UInt8], _ limit: Int) -> ArraySlice<UInt8> {
        var end = min(max(limit, 0), bytes.count)
        // A byte of the form 10xxxxxx continues a character.
        while end < bytes.count, end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return bytes[..<end]
    }

    /// The bytes as text; nil if they are something else than UTF-8.
    static func text(_ bytes: ArraySlice<UInt8>) -> String? {
        bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
    }
}
