import Planning

@testable import Backends

/// What most tests call and ask.
enum Sample {
    static let price = Price(input: 400_000_000, output: 1_600_000_000, cacheRead: 100_000_000)
    static let model = Model(id: ModelID(provider: "openai", name: "gpt-4.1-mini"), price: price)
    static let key = ResolvedKey(
        secret: Secret("sk-verysecret0123456789"), origin: "the environment variable OPENAI_API_KEY")
    static let failures = FailureReader(
        model: model.id, endpoint: "https://api.openai.com/v1/chat/completions", key: key)

    static func request(_ text: String = "Stack b on c.", maxOutput: Int = 100) -> ModelRequest {
        ModelRequest(model: model, messages: [.system("You move blocks."), .user(text)], maxOutput: maxOutput)
    }

    /// A provider that speaks the format given.
    static func provider(_ api: Provider.API, baseURL: String = "http://127.0.0.1:1") -> Provider {
        Provider(name: "openai", api: api, baseURL: baseURL, key: .environment("LOOPBACK_KEY"))
    }

    /// What `provider` would be sent.
    static func body(_ api: Provider.API, _ request: ModelRequest) throws -> JSONValue {
        try JSONValue(parsing: String(decoding: provider(api).format.body(for: request), as: UTF8.self))
    }

    static let tool = ToolDescription(
        name: "stack", summary: "Puts a block on another one.",
        parameters: [
            "type": "object", "properties": ["block": ["type": "string"], "on": ["type": "string"]],
            "required": ["block", "on"],
        ], effect: .pure)
}

extension [ModelEvent] {
    var text: String { compactMap { if case .text(let text) = $0 { text } else { nil } }.joined() }
    var reasoning: String { compactMap { if case .reasoning(let text) = $0 { text } else { nil } }.joined() }
    var toolCalls: [ToolCall] { compactMap { if case .toolCall(let call) = $0 { call } else { nil } } }
    var usages: [Usage] { compactMap { if case .usage(let usage, _) = $0 { usage } else { nil } } }
    var charges: [Money] { compactMap { if case .charged(let amount) = $0 { amount } else { nil } } }
    var logprobs: [TokenLogprob] {
        flatMap { if case .logprobs(let tokens) = $0 { tokens } else { [TokenLogprob]() } }
    }
    var seals: [SealedTurn] { compactMap { if case .sealed(let turn) = $0 { turn } else { nil } } }
    var accepted: [String?] { compactMap { if case .accepted(let id) = $0 { id } else { nil } } }
    var finishes: [FinishReason] { compactMap { if case .finished(let reason) = $0 { reason } else { nil } } }
    var retries: [Int] { compactMap { if case .retrying(let attempt, _) = $0 { attempt } else { nil } } }
}
