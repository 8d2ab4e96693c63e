/// Where in a document something stands.
public struct DocumentLocation: Sendable, Hashable {
    /// The document's name for people: its path, or what else it was read from.
    public let file: String
    /// The line; 1 is the first.
    public let line: Int
    /// The column in Unicode scalars; 1 is the first.
    public let column: Int
    /// The way to the value, such as `limits.max_steps` or `tools[2].name`; empty for the whole document.
    public let field: String

    /// A place in a document.
    public init(file: String, line: Int, column: Int, field: String) {
        self.file = file
        self.line = line
        self.column = column
        self.field = field
    }
}
