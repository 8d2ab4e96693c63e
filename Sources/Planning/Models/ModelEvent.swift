/// What a model's answer consists of, in the order in which it arrives.
public enum ModelEvent: Sendable, Hashable {
    /// The provider took the request; its own name for it, for support questions.
    case accepted(requestID: String?)
    /// The call is tried again, for the reason given; what was received before does not count.
    case retrying(attempt: Int, reason: String)
    /// The model is served in several places, and this one is asked: by the name and price it has there, and the
    /// address without anything secret. It stays so until another one is named.
    case served(by: Model, at: String)
    /// More text of the answer.
    case text(String)
    /// More of the reasoning that precedes the answer.
    case reasoning(String)
    /// More of a tool call that is not whole yet, in bytes of UTF-8: what a call that is cut off
    /// has generated although nobody can use it.
    case toolCallPiece(bytes: Int)
    /// A tool call, whole.
    case toolCall(ToolCall)
    /// The answer in its provider's own form, to be given back unchanged if the conversation goes on.
    case sealed(SealedTurn)
    /// Log-probabilities of generated tokens.
    case logprobs([TokenLogprob])
    /// Tokens used so far; a later one replaces an earlier one. `raw` is the provider's own JSON.
    case usage(Usage, raw: String?)
    /// What the provider itself says that the answer costs; it stands above any price table.
    case charged(Money)
    /// The time that the request's guess has spared, by the engine's own measure.
    case spared(Duration)
    /// The answer is complete.
    case finished(FinishReason)
}
