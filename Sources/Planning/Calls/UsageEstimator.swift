/// Says how many tokens a text has where no provider does: before a call, to reserve money for it,
/// and after a call that was cut off, to settle it. It learns each model's bytes per token from the
/// prompts whose size the provider reported.
///
/// Sizes are bytes of UTF-8, because tokens are made of bytes: a script with long characters also
/// has more tokens per character.
public struct UsageEstimator: Sendable, Hashable, Codable {
    /// What is assumed of a model that nothing is known about yet.
    public static let defaultBytesPerToken = 4.0

    /// What calls are charged that are cut off.
    public private(set) var cancelled = CancelledCharge()

    private var learnt: [ModelID: Double] = [:]

    /// An estimator that knows nothing yet.
    public init() {}

    /// Bytes of UTF-8 in a token of `model`, as far as is known.
    public func bytesPerToken(of model: ModelID) -> Double {
        learnt[model] ?? Self.defaultBytesPerToken
    }

    /// The likely size of the prompt of `request`, in tokens.
    public func promptTokens(of request: ModelRequest) -> Int {
        tokens(inBytes: request.promptBytes, of: request.model.id)
    }

    /// The likely size of a text of `bytes` bytes, in tokens of `model`.
    public func tokens(inBytes bytes: Int, of model: ModelID) -> Int {
        Int((Double(bytes) / bytesPerToken(of: model)).rounded(.up))
    }

    /// The most that `request` may cost: a prompt well above the estimate, the longest answer that is asked for and,
    /// for a model that is paid by the hour, the whole time-out, at the dearest price. Nil when a price is unknown.
    /// - Parameter time: when the call is made; without it, the newest price counts.
    public func reservation(for request: ModelRequest, at time: UTCInstant? = nil) -> Money? {
        request.model.mostCost(
            prompt: mostPromptTokens(of: request), output: request.maxOutput, duration: request.timeout ?? .zero,
            at: time)
    }

    /// The most tokens that `request` may take: a prompt well above the estimate, and the longest answer.
    public func mostTokens(for request: ModelRequest) -> Int { mostPromptTokens(of: request) + request.maxOutput }

    /// The margin covers what templates add, and how far an unlearnt model may be off.
    private func mostPromptTokens(of request: ModelRequest) -> Int {
        let margin = learnt[request.model.id] == nil ? 2.0 : 1.25
        return Int(Double(promptTokens(of: request)) * margin) + 16 * (request.messages.count + 1)
    }

    /// Learns from a call that came to its end, also how its kind is charged when it is cut off.
    /// - Parameters:
    ///   - seen: the tokens of the answer that could be seen, by our own count.
    ///   - duration: how long the call took.
    public mutating func learn(from usage: Usage, of request: ModelRequest, seen: Int, duration: Duration) {
        learn(from: usage, of: request)
        cancelled.learn(from: usage, of: request.model.id, seen: seen, duration: duration)
    }

    /// Learns from a call whose prompt the provider counted. Other figures teach nothing.
    public mutating func learn(from usage: Usage, of request: ModelRequest) {
        guard usage.provenance == .reported, usage.input > 0 else { return }
        // A figure outside these bounds is no property of a tokenizer: an image, or a mistake.
        let observed = Double(request.promptBytes) / Double(usage.input)
        guard (0.5...16).contains(observed) else { return }
        let known = learnt[request.model.id] ?? observed
        learnt[request.model.id] = known + 0.2 * (observed - known)
    }
}

extension ModelRequest {
    /// Everything a provider counts as prompt, in bytes of UTF-8.
    var promptBytes: Int {
        let spoken = messages.reduce(0) { sum, message in
            if let sealed = message.sealed?.content(for: model.id) {
                return sealed.reduce(sum) { $0 + $1.canonicalBytes.count }
            }
            return message.toolCalls.reduce(sum + message.text.utf8.count) {
                $0 + $1.name.utf8.count + $1.arguments.utf8.count
            }
        }
        return tools.reduce(spoken) {
            $0 + $1.name.utf8.count + $1.summary.utf8.count + $1.parameters.canonicalBytes.count
        }
    }
}
