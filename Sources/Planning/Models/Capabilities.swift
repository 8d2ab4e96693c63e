/// What a request may ask of a model. Data, never guessed from the model's name: a field is sent only to a model
/// that accepts it.
public struct Capabilities: Sendable, Hashable, Codable {
    /// Accepts tool descriptions and answers with tool calls.
    public var tools: Bool
    /// Accepts a temperature other than its default.
    public var temperature: Bool
    /// Accepts a seed.
    public var seed: Bool
    /// Can return log-probabilities.
    public var logprobs: Bool
    /// Takes `max_completion_tokens` where others take `max_tokens`.
    public var usesMaxCompletionTokens: Bool
    /// How it is told how much to think.
    public var reasoning: ReasoningControl
    /// How its provider is told which part of a prompt comes again.
    public var caching: PromptCaching
    /// Refuses a tool call in a conversation that does not bear its own reasoning, unless the call is marked as
    /// somebody else's.
    public var marksForeignCalls: Bool
    /// The longest prompt and answer together, in tokens, if known.
    public var contextLength: Int?
    /// The longest answer, in tokens, if known.
    public var maxOutput: Int?

    /// Capabilities; the defaults suit a compatible server that nothing is known about.
    public init(
        tools: Bool = true, temperature: Bool = true, seed: Bool = true, logprobs: Bool = false,
        usesMaxCompletionTokens: Bool = false, reasoning: ReasoningControl = .none, caching: PromptCaching = .unasked,
        marksForeignCalls: Bool = false, contextLength: Int? = nil, maxOutput: Int? = nil
    ) {
        self.tools = tools
        self.temperature = temperature
        self.seed = seed
        self.logprobs = logprobs
        self.usesMaxCompletionTokens = usesMaxCompletionTokens
        self.reasoning = reasoning
        self.caching = caching
        self.marksForeignCalls = marksForeignCalls
        self.contextLength = contextLength
        self.maxOutput = maxOutput
    }
}
