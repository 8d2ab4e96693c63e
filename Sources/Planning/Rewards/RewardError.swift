/// A reward model that gives no score.
public struct RewardError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of failures.
    public enum Code: String, Sendable, Hashable, Codable {
        /// The answer holds no score.
        case unreadable
        /// The score is not a number from 0 to 1.
        case outOfRange = "out-of-range"
        /// There was no answer in time.
        case late
        /// The task or the step is none that can be scored.
        case unsuited
    }

    /// The kind of failure.
    public let code: Code
    /// What happened, and what to try next.
    public let description: String

    /// A failure.
    public init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
