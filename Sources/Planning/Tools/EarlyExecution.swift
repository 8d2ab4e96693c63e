/// The answer to: may this action be executed before its verdict?
public enum EarlyExecution: Sendable, Hashable, Codable {
    /// There is nothing to execute; the observation is empty.
    case unneeded
    /// It may run at once, and what comes of it stands.
    case allowed
    /// It may run at once, but what comes of it is provisional: once the step is certain, the environment is asked
    /// whether it still stands, see ``Environment/confirm(_:after:)``. Where it changes the world, only that makes
    /// its effects real.
    case provisional(changesWorld: Bool)
    /// It must wait for the verifier, and why.
    case refused(reason: String)

    /// Whether carrying the action out for good can change the world, so that the record of why comes first.
    public var changesWorld: Bool {
        switch self {
        case .unneeded, .allowed: false
        case .provisional(let changesWorld): changesWorld
        case .refused: true
        }
    }
}
