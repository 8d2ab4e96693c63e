/// A text in which `*` stands for any letters, and `?` for any one.
public struct WildcardPattern: Sendable, Hashable, CustomStringConvertible {
    /// The pattern as it is written.
    public let description: String

    /// A pattern.
    public init(_ text: String) {
        description = text
    }

    /// Whether the whole of `text` is as the pattern says.
    /// - Parameter strictly: whether `*` and `?` stand for nothing by which a shell would run a second command or
    ///   write to a file, such as `;` and line breaks.
    public func matches(_ text: String, strictly: Bool = false) -> Bool {
        let pattern = Array(description.unicodeScalars)
        let text = Array(text.unicodeScalars)
        var (p, t) = (0, 0)
        // Where the last `*` stands, and how much of the text it has taken.
        var star: (pattern: Int, text: Int)?
        while t < text.count {
            let isPlain = !strictly || !Self.commanding.contains(text[t])
            if p < pattern.count, pattern[p] == "*" {
                star = (p, t)
                p += 1
            } else if p < pattern.count, pattern[p] == text[t] || (pattern[p] == "?" && isPlain) {
                p += 1
                t += 1
            } else if let last = star, !strictly || !Self.commanding.contains(text[last.text]) {
                star = (last.pattern, last.text + 1)
                p = last.pattern + 1
                t = last.text + 1
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == "*" }
    }

    private static let commanding = Set("\n\r;&|<>`$(){}\\".unicodeScalars)
}
