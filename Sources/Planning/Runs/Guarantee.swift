/// What a strategy promises about the committed steps.
public enum Guarantee: String, Sendable, Hashable, Codable {
    /// Each committed step is what a verifier call returned whose prompt held exactly the committed
    /// steps before it.
    case lossless
    /// Some committed steps were never decided by the verifier.
    case lossy
}
