/// What a token is for, by GGUF's numbers.
enum TokenType: Int64, Sendable {
    case normal = 1
    case unknown = 2
    /// Steers the model, and is never part of a text.
    case control = 3
    /// Stands for a text that is found before anything else is done.
    case userDefined = 4
    case unused = 5
    /// One byte of a character that is no token.
    case byte = 6
}
