/// Why an answer ended.
public enum FinishReason: String, Sendable, Hashable, Codable {
    /// The model was done, or met a stop text.
    case stop
    /// The model wants tools to be called.
    case toolCalls = "tool-calls"
    /// The answer hit the token limit.
    case length
    /// The provider's filter stepped in.
    case filtered
    /// Anything else.
    case other
}
