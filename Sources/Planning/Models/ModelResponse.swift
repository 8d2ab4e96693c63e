/// A model's whole answer, collected from its events.
public struct ModelResponse: Sendable, Hashable {
    /// What it said; empty when it only calls tools.
    public var text: String
    /// The reasoning that came before, where the provider shows it.
    public var reasoning: String
    /// The tools it calls, in its order.
    public var toolCalls: [ToolCall]
    /// The answer in its provider's own form, where that holds more than is said here.
    public var sealed: SealedTurn?
    /// Log-probabilities of the generated tokens, where they were asked for.
    public var logprobs: [TokenLogprob]
    /// What it used.
    public var usage: Usage
    /// Why it ended.
    public var finishReason: FinishReason
    /// The provider's name for the request.
    public var requestID: String?

    /// An answer.
    public init(
        text: String, reasoning: String = "", toolCalls: [ToolCall] = [], sealed: SealedTurn? = nil,
        logprobs: [TokenLogprob] = [], usage: Usage = .zero, finishReason: FinishReason = .stop,
        requestID: String? = nil
    ) {
        self.text = text
        self.reasoning = reasoning
        self.toolCalls = toolCalls
        self.sealed = sealed
        self.logprobs = logprobs
        self.usage = usage
        self.finishReason = finishReason
        self.requestID = requestID
    }
}
