/// One request to one model, in no provider's dialect.
public struct ModelRequest: Sendable, Hashable {
    /// The model.
    public var model: Model
    /// The conversation, the oldest message first.
    public var messages: [Message]
    /// Tools that the model may call, in a stable order.
    public var tools: [ToolDescription]
    /// Whether the model must, may or must not call a tool.
    public var toolChoice: ToolChoice
    /// The longest answer, in tokens.
    public var maxOutput: Int
    /// Sampling temperature; nil leaves the provider's default.
    public var temperature: Double?
    /// Nucleus sampling; nil leaves the provider's default.
    public var topP: Double?
    /// A seed for providers that take one.
    public var seed: UInt64?
    /// Texts that end the answer.
    public var stop: [String]
    /// How many alternatives to return log-probabilities for; nil asks for none.
    public var topLogprobs: Int?
    /// What the answer is expected to be, or to begin with. An engine that can check it in one go
    /// answers sooner as far as it is right; the answer is the same with it and without it.
    public var guess: String?
    /// The longest time that may pass between two events of the answer.
    public var idleTimeout: Duration?
    /// The longest time for the whole call.
    public var timeout: Duration?

    /// Whether tools may be called.
    public enum ToolChoice: String, Sendable, Hashable, Codable {
        case automatic = "auto"
        case none
        case required
    }

    /// A request; only the model and the conversation are needed.
    public init(
        model: Model, messages: [Message], tools: [ToolDescription] = [], toolChoice: ToolChoice = .automatic,
        maxOutput: Int = 1024, temperature: Double? = nil, topP: Double? = nil, seed: UInt64? = nil,
        stop: [String] = [], topLogprobs: Int? = nil, guess: String? = nil,
        idleTimeout: Duration? = nil, timeout: Duration? = nil
    ) {
        self.model = model
        self.messages = messages
        self.tools = tools
        self.toolChoice = toolChoice
        self.maxOutput = maxOutput
        self.temperature = temperature
        self.topP = topP
        self.seed = seed
        self.stop = stop
        self.topLogprobs = topLogprobs
        self.guess = guess
        self.idleTimeout = idleTimeout
        self.timeout = timeout
    }
}
