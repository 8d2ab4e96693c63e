/// A regular expression that is known to compile. `^` and `$` match at the ends of lines.
public struct TextPattern: Sendable, Hashable {
    /// The expression as it was written.
    public let source: String
    /// The names of its groups, in the order of the expression.
    let groupNames: [String]

    /// Checks an expression.
    /// - Throws: an error that says what is wrong with it.
    init(_ source: String) throws {
        _ = try Regex(source)
        self.source = source
        groupNames = source.matches(of: /\(\?P?<([A-Za-z_][A-Za-z0-9_]*)>/).map { String($0.1) }
    }

    /// One place where the expression matches.
    struct Match: Sendable, Hashable {
        /// The whole match.
        let text: String
        /// The groups that took part, in order.
        let groups: [String]
        /// The named groups that took part.
        let named: [String: String]
    }

    /// The last match in `text`; models think before they decide.
    func lastMatch(in text: String) -> Match? {
        // A compiled expression cannot be kept in a value that is shared between tasks.
        guard let regex = try? Regex(source).anchorsMatchLineEndings(), let match = text.matches(of: regex).last
        else { return nil }
        var named: [String: String] = [:]
        for name in groupNames {
            if let group = match.output[name]?.substring { named[name] = String(group) }
        }
        return Match(
            text: String(text[match.range]),
            groups: match.output.dropFirst().compactMap { $0.substring.map(String.init) }, named: named)
    }
}
