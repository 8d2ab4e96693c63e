public import Planning

/// How a run ended, for whoever started it. Everything else is in the events.
public struct RunOutcome: Sendable {
    /// How it ended.
    public let status: RunStatus
    /// The committed steps, those from before a resumption included.
    public let trajectory: Trajectory
    /// The answer, when the verifier gave one.
    public let answer: String?
    /// What stopped the run, if something did; its type tells which exit status fits.
    public let error: (any Error)?

    /// An outcome.
    public init(status: RunStatus, trajectory: Trajectory, answer: String?, error: (any Error)?) {
        self.status = status
        self.trajectory = trajectory
        self.answer = answer
        self.error = error
    }
}
