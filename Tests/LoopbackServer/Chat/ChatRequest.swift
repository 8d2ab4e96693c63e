import Foundation

/// A chat completion as a client asked for it.
public struct ChatRequest: Sendable {
    /// One message of the conversation.
    public struct Message: Sendable, Hashable {
        /// `system`, `user`, `assistant` or `tool`.
        public let role: String
        /// The text; parts of a message in parts are joined.
        public let content: String
    }

    /// The model's name.
    public let model: String
    /// The conversation.
    public let messages: [Message]
    /// Whether the answer is to be streamed.
    public let stream: Bool
    /// Whether a stream is to end with its usage.
    public let includesUsage: Bool
    /// Whether log-probabilities are wanted.
    public let logprobs: Bool
    /// The names of the tools on offer.
    public let tools: [String]
    /// The request as it came, for everything else.
    public let raw: ServerRequest

    /// Reads a request's body; `nil` when it is no chat completion.
    init?(_ request: ServerRequest) {
        let json = try? JSONSerialization.jsonObject(with: Data(request.body))
        guard let json = json as? [String: Any], let model = json["model"] as? String,
            let messages = json["messages"] as? [[String: Any]]
        else { return nil }
        self.model = model
        self.messages = messages.map { message in
            Message(role: message["role"] as? String ?? "", content: Self.text(of: message["content"]))
        }
        stream = json["stream"] as? Bool ?? false
        includesUsage = (json["stream_options"] as? [String: Any])?["include_usage"] as? Bool ?? false
        logprobs = json["logprobs"] as? Bool ?? false
        tools = (json["tools"] as? [[String: Any]] ?? []).compactMap { tool in
            (tool["function"] as? [String: Any])?["name"] as? String
        }
        raw = request
    }

    /// The last thing the user said.
    public var lastUserText: String { messages.last { $0.role == "user" }?.content ?? "" }

    private static func text(of content: Any?) -> String {
        if let text = content as? String { return text }
        let parts = content as? [[String: Any]] ?? []
        return parts.compactMap { $0["text"] as? String }.joined()
    }
}
