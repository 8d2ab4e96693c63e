/// How a model is told how much to think before it answers.
public enum ReasoningControl: String, Sendable, Hashable, Codable, CaseIterable {
    /// It cannot be told.
    case none
    /// By a word for the effort.
    case effort
    /// By the most tokens it may think in.
    case budget
    /// It thinks, or it does not.
    case toggle = "switch"
}
