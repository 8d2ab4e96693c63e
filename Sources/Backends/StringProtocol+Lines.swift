extension StringProtocol {
    /// This text without white space at its ends.
    var trimmed: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        return String(rest)
    }

    /// This text on one line: every run of white space and control characters is one blank.
    var onOneLine: String {
        split { $0.isWhitespace || ($0.unicodeScalars.first?.properties.generalCategory == .control) }
            .joined(separator: " ")
    }
}
