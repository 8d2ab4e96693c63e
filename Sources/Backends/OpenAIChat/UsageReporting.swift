/// How a server that speaks the chat-completions format is brought to report usage while it streams.
public enum UsageReporting: String, Sendable, Hashable, Codable {
    /// Unasked. Such servers may refuse a request that asks.
    case unasked
    /// When `stream_options.include_usage` asks for it, at the end of the answer.
    case onRequest = "on-request"
    /// With every piece of the answer, when `stream_options.continuous_usage_stats` asks for it too:
    /// an answer that is cut off can then be settled almost exactly.
    case continuous
}
