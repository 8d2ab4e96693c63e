/// A limit stands in the way of going on.
public struct LimitReached: Error, Sendable, Hashable, Codable, CustomStringConvertible {
    /// The kinds of limits.
    public enum Kind: String, Sendable, Hashable, Codable {
        case steps, cost, time
        /// States that a search looks into.
        case expansions
    }

    /// Which limit it is.
    public let kind: Kind
    /// What is used already, in the words of a person ("$0.42", "30 steps").
    public let used: String
    /// What is allowed, in the same words.
    public let allowed: String

    /// A limit that was reached.
    public init(kind: Kind, used: String, allowed: String) {
        self.kind = kind
        self.used = used
        self.allowed = allowed
    }

    public var description: String {
        let way =
            switch kind {
            case .steps: "--max-steps"
            case .cost: "--max-cost"
            case .time: "--max-time"
            case .expansions: "strategy: {srm: {expansions: …}} in the agent's file"
            }
        return "the limit of \(allowed) is reached (used: \(used)); raise it with \(way)"
    }
}
