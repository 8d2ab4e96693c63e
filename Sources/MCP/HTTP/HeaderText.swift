import Foundation

/// Text in HTTP headers that repeat what a body says.
enum HeaderText {
    private static let opening = "=?base64?"
    private static let closing = "?="

    /// As it is where it is plain ASCII, else in Base64 between marks.
    static func encoded(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x09 }
        let blanks: Set<UInt8?> = [0x20, 0x09]
        let hasEdges = blanks.contains(text.utf8.first) || blanks.contains(text.utf8.last)
        let looksEncoded = text.hasPrefix(opening) && text.hasSuffix(closing)
        if isPlain, !hasEdges, !looksEncoded { return text }
        return opening + Data(text.utf8).base64EncodedString() + closing
    }
}
