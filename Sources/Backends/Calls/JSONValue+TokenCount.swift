import Planning

extension JSONValue {
    /// A number of tokens. No answer has more than a billion: a figure beyond that is a mistake, and could
    /// overflow a sum.
    var tokenCount: Int? {
        guard let number = integer, (0...1_000_000_000).contains(number) else { return nil }
        return Int(number)
    }

    /// A text that says something.
    var words: String? { string.flatMap { $0.isEmpty ? nil : $0 } }
}
