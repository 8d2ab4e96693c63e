/// A name that the catalogue cannot make anything of, and the one that was probably meant.
public struct CatalogueError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of failures.
    public enum Code: String, Sendable, Hashable, Codable {
        /// No provider has that name.
        case unknownProvider = "unknown-provider"
        /// The name is not `provider/model`.
        case malformedName = "malformed-name"
    }

    /// The kind of failure.
    public let code: Code
    /// What happened.
    public let message: String
    /// The nearest name that is known.
    public let nearest: String?
    /// What could have been written instead, where that is a short list.
    public let known: [String]

    init(_ code: Code, _ message: String, nearest: String?, known: [String]) {
        self.code = code
        self.message = message
        self.nearest = nearest
        self.known = known
    }

    public var description: String {
        if let nearest { return "\(message); did you mean “\(nearest)”?" }
        return known.isEmpty ? message : "\(message); known are \(known.joined(separator: ", "))"
    }
}
