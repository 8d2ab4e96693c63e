/// The endpoints that score texts, and do not write any.
enum ScoringKind: String, Sendable {
    case rerank, score, pooling, classify

    /// What the values are unless the provider says otherwise: rerankers give chances, and reward models what their
    /// last layer holds.
    var usualScale: ScoreScale {
        switch self {
        case .rerank, .score: .chance
        case .pooling, .classify: .logit
        }
    }

    /// Whether such an endpoint is given a question and candidates; else it is given texts with everything.
    var takesPairs: Bool {
        switch self {
        case .rerank, .score: true
        case .pooling, .classify: false
        }
    }
}

extension Provider.API {
    var scoring: ScoringKind? { ScoringKind(rawValue: rawValue) }

    /// Whether such an endpoint scores texts, and does not write any.
    public var scores: Bool { scoring != nil }

    /// Whether a scoring endpoint is given a question and candidates; else it is given texts with everything.
    public var scoresPairs: Bool { scoring?.takesPairs ?? false }
}
