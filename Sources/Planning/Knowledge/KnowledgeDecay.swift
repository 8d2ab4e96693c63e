import Foundation

/// How much of old knowledge still counts. Providers change their models without a word, so what
/// was learnt loses half its weight in a month; what was learnt with models, prices or prompts
/// that have visibly changed since counts for a quarter.
public enum KnowledgeDecay {
    /// After this time, in seconds, half the weight is left.
    public static let halfLife = 30.0 * 24 * 3600
    /// What is left of the weight when a model is no longer the same.
    public static let afterChange = 0.25

    /// The part of the weight that is left, from 0 to 1.
    /// - Parameter age: in seconds since the knowledge was saved; a clock that was set back makes it
    ///   negative, and then nothing fades.
    public static func part(age: Double) -> Double {
        exp2(-(age.isFinite ? max(age / halfLife, 0) : 0))
    }
}
