/// Whose proposal a committed step was.
public enum StepSource: String, Sendable, Hashable, Codable {
    /// Drafted ahead, and the verifier agreed (or the strategy lets drafts stand).
    case drafted
    /// The verifier's own.
    case verifier
}
