/// Which reward model scores steps, as people write it: `judge:openai/gpt-4.1-mini`, `served:prm/qwen`,
/// `learned`, `rule:/answer: \d+/`, `rule:./check --strict`, `environment` or `trained`.
public enum RewardChoice: Sendable, Hashable {
    /// A chat model is asked about each step.
    case judge(String)
    /// A model behind a scoring, reranking or pooling endpoint.
    case served(String)
    /// What verdicts of earlier steps have taught, in this process.
    case learned
    /// A regular expression: what matches is right.
    case pattern(String)
    /// A program with its arguments, the file first; it is never run through a shell.
    case program([String])
    /// The simulated world's own distance to the goal.
    case environment
    /// The reward model that comes with the program.
    case trained
    /// A model of known quality, by its name, which begins with ``scriptedPrefix``.
    case scripted(String)
    /// None: who decides also judges, as in searches without a reward model.
    case own

    /// What the names of models of known quality begin with.
    public static let scriptedPrefix = "scripted/"

    /// The ways to write one, for messages.
    public static let forms = [
        "judge:provider/model", "served:provider/model", "learned", "rule:/pattern/", "rule:program", "environment",
        "trained", "self",
    ]

    /// Reads a choice; nil where it is none, also for one that names no model, no program or no pattern.
    public init?(_ text: String) {
        if text.hasPrefix(Self.scriptedPrefix) {
            self = .scripted(text)
            return
        }
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let rest = parts.count > 1 ? parts[1] : ""
        switch (parts[0], parts.count) {
        case ("judge", 2) where !rest.isEmpty: self = .judge(rest)
        case ("served", 2) where !rest.isEmpty: self = .served(rest)
        case ("rule", 2):
            if rest.count > 2, rest.hasPrefix("/"), rest.hasSuffix("/") {
                self = .pattern(String(rest.dropFirst().dropLast()))
                return
            }
            let words = rest.split(separator: " ").map(String.init)
            guard let program = words.first, program != "/", program != "//" else { return nil }
            self = .program(words)
        case ("learned", 1): self = .learned
        case ("environment", 1): self = .environment
        case ("trained", 1): self = .trained
        case ("self", 1): self = .own
        default: return nil
        }
    }
}

extension RewardChoice: CustomStringConvertible {
    /// The choice as ``init(_:)`` reads it.
    public var description: String {
        switch self {
        case .judge(let model): "judge:\(model)"
        case .served(let model): "served:\(model)"
        case .learned: "learned"
        case .pattern(let pattern): "rule:/\(pattern)/"
        case .program(let words): "rule:\(words.joined(separator: " "))"
        case .environment: "environment"
        case .trained: "trained"
        case .scripted(let name): name
        case .own: "self"
        }
    }
}

extension RewardChoice: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let choice = RewardChoice(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "“\(text)” is no reward model")
        }
        self = choice
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
