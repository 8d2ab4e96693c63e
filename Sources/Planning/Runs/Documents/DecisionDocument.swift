/// Why a step was drafted ahead or not, as JSON, for other programs: what `outrider show --decisions --json` lists.
/// What is unknown is null.
public struct DecisionDocument: Sendable, Encodable {
    /// The position; 1 is the first step.
    public let step: Int
    /// What came of drafting it.
    public let fate: String
    /// Whether the draft was recalled instead of thought out.
    public let isRecalled: Bool
    /// How sure the drafter was, where it says.
    public let confidence: Double?
    /// Steps the verifier could run ahead on.
    public let depth: Int?
    /// The estimated chance that the next draft is right, p̂.
    public let acceptance: Double?
    /// The estimated chance that all unresolved drafts are right.
    public let survival: Double?
    /// What the survival had to reach, θ.
    public let threshold: Double?
    /// What a reward model gave the draft.
    public let score: Double?
    /// What the score had to reach.
    public let scoreThreshold: Double?
    /// Whether the verifier would have done the same, where it was asked for the record.
    public let auditAgrees: Bool?
    /// Why drafts of this step were thrown away.
    public let discarded: [String]
    /// All of it in a sentence.
    public let why: String

    /// The document of a decision.
    fileprivate init(_ decision: RunDecisions.StepDecision, _ words: DecisionWords) {
        step = decision.position
        fate = decision.fate.rawValue
        isRecalled = decision.isRecalled
        confidence = decision.confidence
        depth = decision.choice?.depth
        acceptance = decision.choice?.acceptance
        survival = decision.choice?.survival
        threshold = decision.choice?.threshold
        score = decision.scored?.score
        scoreThreshold = decision.scored?.threshold
        auditAgrees = decision.audit?.agrees
        discarded = decision.discarded.map(\.rawValue)
        why = words.why(decision)
    }

    private enum CodingKeys: String, CodingKey {
        case step, confidence, depth, acceptance, survival, threshold, score, discarded, why
        case scoreThreshold = "score_threshold"
        case auditAgrees = "audit_agrees"
        case fate = "draft"
        case isRecalled = "recalled"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(step, forKey: .step)
        try container.encode(fate, forKey: .fate)
        try container.encode(isRecalled, forKey: .isRecalled)
        try container.encode(confidence, forKey: .confidence)
        try container.encode(depth, forKey: .depth)
        try container.encode(acceptance, forKey: .acceptance)
        try container.encode(survival, forKey: .survival)
        try container.encode(threshold, forKey: .threshold)
        try container.encode(score, forKey: .score)
        try container.encode(scoreThreshold, forKey: .scoreThreshold)
        try container.encode(auditAgrees, forKey: .auditAgrees)
        try container.encode(discarded, forKey: .discarded)
        try container.encode(why, forKey: .why)
    }
}

extension RunDecisions {
    /// The documents of all steps, in order.
    public var documents: [DecisionDocument] {
        let words = DecisionWords(decisions: self)
        return steps.map { DecisionDocument($0, words) }
    }
}
