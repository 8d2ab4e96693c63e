/// Something in a document that cannot be used: where it stands, what is wrong, and what is
/// expected there.
public struct DocumentError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Where it stands; nil when the file could not be read at all.
    public let location: DocumentLocation?
    /// What is wrong.
    public let problem: String
    /// What should stand there instead, if that can be said.
    public let expectation: String?

    /// An error about the value at `location`.
    public init(_ problem: String, expected expectation: String? = nil, at location: DocumentLocation?) {
        self.location = location
        self.problem = problem
        self.expectation = expectation
    }

    /// `FILE:LINE: FIELD: what is wrong; what is expected`, without the parts that do not apply.
    public var description: String {
        let place = location.map { "\($0.file):\($0.line): " + ($0.field.isEmpty ? "" : "\($0.field): ") } ?? ""
        return place + problem + (expectation.map { "; expected \($0)" } ?? "")
    }
}
