/// A limit stands in the way of going on.
public struct LimitReached: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of limits.
    public enum Kind: String, Sendable, Hashable, Codable {
        case steps, cost, tokens, time
        /// The time during which calls work: see ``Limits/workingTime``.
        case workingTime = "working_time"
        /// States that a search looks into.
        case expansions
    }

    /// Whose limit it is.
    public enum Scope: String, Sendable, Hashable, Codable {
        /// That of the run.
        case run
        /// That of all tasks of a batch together.
        case batch
        /// That of everything on one day, in UTC.
        case day
    }

    /// Which limit it is.
    public let kind: Kind
    /// What is used already, in the words of a person ("$0.42", "30 steps").
    public let used: String
    /// What is allowed, in the same words.
    public let allowed: String
    /// Whose limit it is.
    public let scope: Scope
    /// Why nobody knows what is used already, so that nothing more is; nil where it is known.
    public let obstacle: String?

    /// A limit that was reached.
    public init(kind: Kind, used: String, allowed: String, scope: Scope = .run) {
        self.init(kind: kind, used: used, allowed: allowed, scope: scope, obstacle: nil)
    }

    /// A limit that may have been reached: `obstacle` keeps everybody from knowing.
    public init(kind: Kind, unknownBecause obstacle: String, allowed: String, scope: Scope) {
        self.init(kind: kind, used: "unknown", allowed: allowed, scope: scope, obstacle: obstacle)
    }

    private init(kind: Kind, used: String, allowed: String, scope: Scope, obstacle: String?) {
        self.kind = kind
        self.used = used
        self.allowed = allowed
        self.scope = scope
        self.obstacle = obstacle
    }

    public var description: String {
        if let obstacle {
            return "what there is left of the limit of \(allowed) is unknown, so nothing more is used: \(obstacle)"
        }
        return switch scope {
        case .run: "the limit of \(allowed) is reached (used: \(used)); raise it with \(way)"
        case .batch:
            "the batch's limit of \(allowed) is reached (used or set aside: \(used)); raise it with \(batchWay)"
        case .day:
            "the limit of \(allowed) a day is reached (used or set aside today: \(used)); raise \(dayWay) in your "
                + "own configuration, or go on after midnight UTC"
        }
    }

    private var way: String {
        switch kind {
        case .steps: "--max-steps"
        case .cost: "--max-cost"
        case .tokens: "--max-tokens"
        case .time: "--max-time"
        case .workingTime: "--max-working-time"
        case .expansions: "strategy: {srm: {expansions: …}} in the agent's file"
        }
    }

    private var batchWay: String { kind == .tokens ? "--batch-tokens" : "--batch-cost" }

    private var dayWay: String {
        switch kind {
        case .steps: "`daily_steps`"
        case .cost, .expansions: "`daily_limit`"
        case .tokens: "`daily_tokens`"
        case .time: "`daily_time`"
        case .workingTime: "`daily_working_time`"
        }
    }
}

extension LimitReached: Codable {
    private enum CodingKeys: String, CodingKey { case kind, used, allowed, scope, obstacle }

    /// Records of earlier versions know no scope: every limit was the run's.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            kind: try container.decode(Kind.self, forKey: .kind),
            used: try container.decode(String.self, forKey: .used),
            allowed: try container.decode(String.self, forKey: .allowed),
            scope: try container.decodeIfPresent(Scope.self, forKey: .scope) ?? .run,
            obstacle: try container.decodeIfPresent(String.self, forKey: .obstacle))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        try container.encode(used, forKey: .used)
        try container.encode(allowed, forKey: .allowed)
        if scope != .run { try container.encode(scope, forKey: .scope) }
        try container.encodeIfPresent(obstacle, forKey: .obstacle)
    }
}
