import Planning

/// A step as `outrider show --decisions --json` lists it. What is unknown is null.
struct DecisionDocument: Encodable {
    let step: Int
    let fate: String
    let isRecalled: Bool
    let confidence: Double?
    let depth: Int?
    let acceptance: Double?
    let survival: Double?
    let threshold: Double?
    let score: Double?
    let scoreThreshold: Double?
    let auditAgrees: Bool?
    let discarded: [String]
    let why: String

    init(_ decision: RunDecisions.StepDecision, _ words: DecisionWords) {
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

    func encode(to encoder: any Encoder) throws {
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
