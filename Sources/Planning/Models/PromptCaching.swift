/// How a provider is told which part of a prompt other requests begin with as well.
public enum PromptCaching: String, Sendable, Hashable, Codable, CaseIterable {
    /// It is not told: it keeps what it likes, or nothing.
    case unasked
    /// By a name that requests with the same beginning share.
    case key
    /// By marks in the prompt.
    case marks
}
