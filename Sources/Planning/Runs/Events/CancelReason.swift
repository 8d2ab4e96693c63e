/// Why work was cancelled.
public enum CancelReason: String, Sendable, Hashable, Codable, CaseIterable {
    /// The verifier said something else at an earlier position, so the prefix is wrong.
    case wrongPrefix = "wrong-prefix"
    /// The verifier decided this position before the draft was there.
    case overtaken
    /// The verifier said something else at this very position.
    case disagreed
    /// An earlier step ends the task.
    case taskOver = "task-over"
    /// An earlier verification failed.
    case earlierFailure = "earlier-failure"
    /// What an earlier step was carried out with has changed since, so it is done again.
    case stale
    /// A limit was reached.
    case limitReached = "limit-reached"
    /// The user stopped the run.
    case interrupted
    /// The run failed.
    case runFailed = "run-failed"
}
