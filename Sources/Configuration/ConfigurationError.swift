import Documents

/// A configuration that cannot be used: where it says so, what is wrong, and what to write instead.
/// Never holds a secret.
public struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of failures.
    public enum Code: String, Sendable, Hashable, Codable {
        /// A file is missing or cannot be read.
        case unreadable
        /// A key or a value is not what it should be.
        case invalid
        /// A project file sets what only the user may set.
        case refused
    }

    /// The kind of failure.
    public let code: Code
    /// The file and line, or the variable, that has to be changed; nil for a file that cannot be read.
    public let origin: Origin?
    /// The way to the value in its file, such as `providers.lab.base_url`; empty for a variable and
    /// for a whole file.
    public let field: String
    /// What is wrong.
    public let problem: String
    /// What to do about it.
    public let advice: String?

    /// A failure.
    public init(_ code: Code, _ problem: String, advice: String? = nil, origin: Origin?, field: String = "") {
        self.code = code
        self.origin = origin
        self.field = field
        self.problem = problem
        self.advice = advice
    }

    /// What a typed reader found wrong with a value that came from no document but from `origin`.
    init(_ error: DocumentError, origin: Origin) {
        self.init(.invalid, error.problem, advice: error.expectation.map { "expected \($0)" }, origin: origin)
    }

    /// What was found wrong with a document.
    init(_ error: DocumentError) {
        self.init(
            error.location == nil ? .unreadable : .invalid, error.problem,
            advice: error.expectation.map { "expected \($0)" },
            origin: error.location.map { .file($0.file, line: $0.line) }, field: error.location?.field ?? "")
    }

    /// `FILE:LINE: FIELD: what is wrong; what to do`, without the parts that do not apply.
    public var description: String {
        let place = (origin.map { "\($0): " } ?? "") + (field.isEmpty ? "" : "\(field): ")
        return place + problem + (advice.map { "; \($0)" } ?? "")
    }
}
