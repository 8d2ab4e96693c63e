import Control
public import Planning

/// Turns what a reward model says into a chance, fitted to audits: steps that it scored and that a verifier judged.
/// A value. Never turns the order of two scores around. Until there are enough audits it changes nothing.
public struct ScoreCalibration: Sendable, Hashable {
    /// Fewer audits say too little.
    public static let leastAudits = 30
    /// So many of the newest are kept.
    public static let capacity = 400

    /// How scores are fitted.
    public let method: RewardSettings.Calibration
    /// What it was fitted to, the oldest first.
    public private(set) var audits: [ScoreAudit] = []
    private var scaling = PlattScaling()
    private var fit: IsotonicFit?

    /// A calibration that has seen `audits`.
    public init(_ method: RewardSettings.Calibration = .platt, audits: some Sequence<ScoreAudit> = []) {
        self.method = method
        for audit in audits { keep(audit) }
        refit()
    }

    /// Takes an audit. A score that is none is left out.
    public mutating func add(_ audit: ScoreAudit) {
        keep(audit)
        refit()
    }

    /// The chance that a score stands for, from 0 to 1.
    public func callAsFunction(_ score: Double) -> Double {
        guard audits.count >= Self.leastAudits else { return score }
        switch method {
        case .none: return score
        case .isotonic: return fit?(score) ?? score
        case .platt: return Logistic.chance(scaling(Self.logit(score)))
        }
    }

    private mutating func keep(_ audit: ScoreAudit) {
        guard (0...1).contains(audit.score) else { return }
        audits.append(audit)
        if audits.count > Self.capacity { audits.removeFirst(audits.count - Self.capacity) }
        scaling.add(Self.logit(audit.score), audit.isRight)
    }

    private mutating func refit() {
        guard audits.count >= Self.leastAudits else { return }
        switch method {
        case .none: break
        case .isotonic: fit = IsotonicFit(audits)
        case .platt: scaling.fit()
        }
    }

    /// A score of exactly 0 or 1 is taken for nearly that: no model is ever wholly sure.
    private static func logit(_ score: Double) -> Double {
        Logistic.logit(min(max(score, 0.001), 0.999))
    }
}

extension ScoreCalibration {
    /// The version of the stored form; other knowledge has other numbers.
    public static let format = 101

    /// The stored form of audits.
    public static func state(_ audits: [ScoreAudit]) -> JSONValue {
        ["audits": .array(audits.map { [JSONValue(($0.score * 1e4).rounded() / 1e4), $0.isRight ? 1 : 0] })]
    }

    /// Reads the stored form; nil for anything that ``state(_:)`` does not write.
    public static func audits(in record: KnowledgeRecord) -> [ScoreAudit]? {
        guard record.format == format, let entries = record.state["audits"]?.array else { return nil }
        let audits = entries.compactMap { entry -> ScoreAudit? in
            guard let pair = entry.array, pair.count == 2, let score = pair[0].double, (0...1).contains(score),
                let outcome = pair[1].integer, (0...1).contains(outcome)
            else { return nil }
            return ScoreAudit(score: score, isRight: outcome == 1)
        }
        return audits.count == entries.count ? audits : nil
    }
}
