/// What a request may ask of a model. Data, never guessed from the model's name.
public struct Capabilities: Sendable, Hashable, Codable {
    /// Accepts tool descriptions and answers with tool calls.
    public var tools: Bool
    /// Accepts a temperature other than its default.
    public var temperature: Bool
    /// Can return log-probabilities.
    public var logprobs: Bool
    /// Takes `max_completion_tokens` where others take `max_tokens`.
    public var usesMaxCompletionTokens: Bool
    /// The longest prompt and answer together, in tokens, if known.
    public var contextLength: Int?
    /// The longest answer, in tokens, if known.
    public var maxOutput: Int?

    /// Capabilities; the defaults suit a compatible server that nothing is known about.
    public init(
        tools: Bool = true, temperature: Bool = true, logprobs: Bool = false, usesMaxCompletionTokens: Bool = false,
        contextLength: Int? = nil, maxOutput: Int? = nil
    ) {
        self.tools = tools
        self.temperature = temperature
        self.logprobs = logprobs
        self.usesMaxCompletionTokens = usesMaxCompletionTokens
        self.contextLength = contextLength
        self.maxOutput = maxOutput
    }
}
