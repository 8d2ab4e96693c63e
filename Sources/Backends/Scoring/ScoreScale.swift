/// What the values of a scoring endpoint are.
public enum ScoreScale: String, Sendable, Hashable, Codable, CaseIterable {
    /// Chances from 0 to 1.
    case chance
    /// Any numbers, of which 0 is one half: a chance is 1 / (1 + exp(−value)).
    case logit

    /// What endpoints of a format give unless the provider says otherwise: rerankers give chances, and reward models
    /// what their last layer holds.
    init(of api: Provider.API) {
        switch api {
        case .pooling, .classify: self = .logit
        case .openai, .rerank, .score: self = .chance
        }
    }
}

extension Provider.API {
    /// The path below the base address.
    var path: String {
        switch self {
        case .openai: "/chat/completions"
        case .rerank: "/rerank"
        case .score: "/score"
        case .pooling: "/pooling"
        case .classify: "/classify"
        }
    }

    /// Whether such an endpoint scores texts, and does not write any.
    public var scores: Bool { self != .openai }

    /// Whether it is given a question and candidates; else it is given texts with everything.
    public var scoresPairs: Bool { self == .rerank || self == .score }
}
