/// What a reward model said of a step, and what the verifier said.
public struct ScoreAudit: Sendable, Hashable {
    /// The score as the model gave it, from 0 to 1.
    public let score: Double
    /// Whether the step was right.
    public let isRight: Bool

    /// An audit.
    public init(score: Double, isRight: Bool) {
        self.score = score
        self.isRight = isRight
    }
}
