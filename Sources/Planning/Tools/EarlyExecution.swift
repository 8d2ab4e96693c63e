/// The answer to: may this action be executed before its verdict?
public enum EarlyExecution: Sendable, Hashable, Codable {
    /// There is nothing to execute; the observation is empty.
    case unneeded
    /// It may run at once.
    case allowed
    /// It must wait for the verifier, and why.
    case refused(reason: String)
}
