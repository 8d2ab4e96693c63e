/// What the values of a scoring endpoint are.
public enum ScoreScale: String, Sendable, Hashable, Codable, CaseIterable {
    /// Chances from 0 to 1.
    case chance
    /// Any numbers, of which 0 is one half: a chance is 1 / (1 + exp(−value)).
    case logit
}
