/// A file of traces or tasks that cannot be used: where, what is wrong, and what is expected.
public struct DataFileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file, as the user named it.
    public let file: String
    /// The line; 1 is the first. Nil for the file as a whole.
    public let line: Int?
    /// What is wrong, and what is expected.
    public let problem: String

    /// An error.
    public init(file: String, line: Int?, _ problem: String) {
        self.file = file
        self.line = line
        self.problem = problem
    }

    /// `FILE:LINE: what is wrong; what is expected`.
    public var description: String {
        "\(file)\(line.map { ":\($0)" } ?? ""): \(problem)"
    }
}
