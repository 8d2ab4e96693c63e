/// What is said of the reward model of a run.
public struct RewardSettings: Sendable, Hashable, Codable {
    /// Which one; nil takes what suits the run.
    public var model: RewardChoice?
    /// How long scoring may take, in seconds. What is late is no score.
    public var timeout: Double
    /// How scores become chances.
    public var calibration: Calibration

    /// How what a reward model says is fitted to what audits found.
    public enum Calibration: String, Sendable, Hashable, Codable, CaseIterable {
        /// A slope and a shift of the score's logit. Keeps the order of any two scores.
        case platt
        /// The best of all non-decreasing maps; needs more audits, and may make scores equal.
        case isotonic
        /// Scores are taken at their word.
        case none
    }

    /// Settings; the defaults suit a model behind a network.
    public init(model: RewardChoice? = nil, timeout: Double = 30, calibration: Calibration = .platt) {
        self.model = model
        self.timeout = timeout
        self.calibration = calibration
    }
}

extension RewardSettings? {
    /// These settings with another model; the rest stays as it was said.
    public func asking(_ model: RewardChoice) -> RewardSettings {
        var settings = self ?? RewardSettings()
        settings.model = model
        return settings
    }
}
