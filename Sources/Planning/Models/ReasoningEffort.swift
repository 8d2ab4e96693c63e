/// How much a model is to think before it answers.
public enum ReasoningEffort: String, Sendable, Hashable, Codable, CaseIterable {
    case none, minimal, low, medium, high

    /// The most tokens it may think in, for models that are told a number.
    public var tokens: Int {
        switch self {
        case .none: 0
        case .minimal: 1024
        case .low: 2048
        case .medium: 8192
        case .high: 24_576
        }
    }
}
