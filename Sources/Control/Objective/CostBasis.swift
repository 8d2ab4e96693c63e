/// What a call's cost is measured in.
public enum CostBasis: String, Sendable, Hashable, Codable {
    /// What is paid.
    case dollars
    /// Prompt and generated tokens: what is left when nothing is paid, or prices are unknown.
    case tokens
    /// Busy time: what is left when tokens are unknown too.
    case seconds
}
