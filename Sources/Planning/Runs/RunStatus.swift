/// How a run stands.
public enum RunStatus: String, Sendable, Hashable, Codable, CaseIterable {
    /// It goes on, or its process was killed.
    case running
    /// The verifier ended the task.
    case finished
    /// A limit was reached; what was committed stands.
    case limit
    /// It could not go on; what was committed stands.
    case failed
    /// The user stopped it; what was committed stands.
    case interrupted
}
