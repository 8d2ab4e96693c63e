public import Planning

/// A service that serves models: where it is, how it speaks, and how to treat it.
public struct Provider: Sendable, Hashable {
    /// The wire formats.
    public enum API: String, Sendable, Hashable, Codable, CaseIterable {
        /// OpenAI's chat completions, which most servers speak.
        case openai
        /// OpenAI's responses.
        case responses
        /// Anthropic's messages.
        case anthropic
        /// Google's Gemini API.
        case gemini
        /// Ollama's own API.
        case ollama
        /// Documents ranked for a query: vLLM, SGLang, Infinity and many others.
        case rerank
        /// Pairs of texts scored: vLLM.
        case score
        /// What a pooling model makes of texts, such as a reward model: vLLM.
        case pooling
        /// What a reward model makes of texts: SGLang.
        case classify
    }

    /// How long a call may be silent, and how long it may take.
    public struct Timeouts: Sendable, Hashable {
        /// Until there is a connection.
        public var connect: Duration
        /// From the request to the first byte of the answer.
        public var firstByte: Duration
        /// Between two pieces of the answer.
        public var idle: Duration
        /// For the whole call.
        public var total: Duration

        /// Time-outs; the defaults suit hosted providers with models that think before they answer.
        public init(
            connect: Duration = .seconds(10), firstByte: Duration = .seconds(120), idle: Duration = .seconds(60),
            total: Duration = .seconds(600)
        ) {
            self.connect = connect
            self.firstByte = firstByte
            self.idle = idle
            self.total = total
        }

        /// For servers on this machine, which may first have to read a long prompt, or load their model.
        public static let local = Timeouts(
            connect: .seconds(3), firstByte: .seconds(600), idle: .seconds(120), total: .seconds(1800))
    }

    /// The name in the configuration, and the first part of its models' names.
    public var name: String
    /// The wire format.
    public var api: API
    /// The address that the format's paths are appended to, such as `https://api.openai.com/v1`.
    public var baseURL: String
    /// Where its key comes from.
    public var key: KeySource
    /// Header fields to send with every request.
    public var headers: [String: String]
    /// How it is brought to report usage.
    public var usageReporting: UsageReporting
    /// Whether it can be asked afterwards what a call was charged, as OpenRouter can.
    public var keepsAccounts: Bool
    /// How long its calls may take.
    public var timeouts: Timeouts
    /// The most calls that are open at once; nil for no limit. Further calls wait their turn.
    public var maximumConcurrency: Int?
    /// The most calls that begin in a minute; nil for no limit of our own.
    public var requestsPerMinute: Int?
    /// The most tokens, prompts and answers together, that calls of a minute use; nil for no limit of our own.
    public var tokensPerMinute: Int?
    /// The price of models that have none of their own: nothing for a local server, nil where
    /// prices are unknown.
    public var defaultPrice: Price?
    /// What models of it can do that nobody has described; nil for what its wire format lets one expect.
    public var usualCapabilities: Capabilities?
    /// What the values are that a scoring endpoint gives; nil for what is usual with its format.
    public var scores: ScoreScale?
    /// The server to be started on this machine; nil for one that others run.
    public var server: LocalServerSettings?

    /// Where it is, for people and for the record, without anything secret: its endpoint's address, or
    /// for a server of our own, whose port is not known yet, its program.
    public var place: String {
        get throws {
            if let server { return "\(server.program) on this machine" }
            return try ProviderEndpoint(provider: self).publicText
        }
    }

    /// A provider.
    public init(
        name: String, api: API = .openai, baseURL: String, key: KeySource, headers: [String: String] = [:],
        usageReporting: UsageReporting = .onRequest, keepsAccounts: Bool = false, timeouts: Timeouts = Timeouts(),
        maximumConcurrency: Int? = nil,
        defaultPrice: Price? = nil, usualCapabilities: Capabilities? = nil, scores: ScoreScale? = nil,
        server: LocalServerSettings? = nil
    ) {
        self.name = name
        self.api = api
        self.baseURL = baseURL
        self.key = key
        self.headers = headers
        self.usageReporting = usageReporting
        self.keepsAccounts = keepsAccounts
        self.timeouts = timeouts
        self.maximumConcurrency = maximumConcurrency
        self.defaultPrice = defaultPrice
        self.usualCapabilities = usualCapabilities
        self.scores = scores
        self.server = server
    }
}
