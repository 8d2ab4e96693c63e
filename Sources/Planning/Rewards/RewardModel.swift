/// Says what proposed steps are worth: a process reward model, a judge, a rule, or the world itself.
///
/// ## Implementation guidance
/// Scores are chances: 0.8 means that about four of five such steps are good. What a model says in another
/// unit is calibrated before it leaves. All candidates of a request are scored in as few calls as possible.
/// Every call goes through the meter and is settled however it ends. A value that is no number between 0 and
/// 1, an answer that cannot be read and an answer that is late are errors, never scores: whoever asks then
/// turns to the verifier, and nothing is accepted blindly.
public protocol RewardModel: Sendable {
    /// Who scores, for people: a model's full name, or the name of a rule.
    var label: String { get }

    /// Scores each candidate as the step that follows `request.trajectory`.
    /// - Returns: as many scores as there are candidates, in their order, each from 0 to 1.
    /// - Throws: ``RewardError``, ``BackendError``, ``LimitReached`` or `CancellationError`.
    func scores(for request: RewardRequest, meter: any CallMeter) async throws -> [Double]
}

/// What a reward model is asked.
public struct RewardRequest: Sendable, Hashable {
    /// The task in the user's words.
    public let task: String
    /// The steps so far.
    public let trajectory: Trajectory
    /// The steps that may come next; never empty.
    public let candidates: [Proposal]

    /// Asks what each candidate is worth as the step that follows `trajectory`.
    public init(task: String, trajectory: Trajectory, candidates: [Proposal]) {
        self.task = task
        self.trajectory = trajectory
        self.candidates = candidates
    }
}

/// A reward model that gives no score.
public struct RewardError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of failures.
    public enum Code: String, Sendable, Hashable, Codable {
        /// The answer holds no score.
        case unreadable
        /// The score is not a number from 0 to 1.
        case outOfRange = "out-of-range"
        /// There was no answer in time.
        case late
        /// The task or the step is none that can be scored.
        case unsuited
    }

    /// The kind of failure.
    public let code: Code
    /// What happened, and what to try next.
    public let description: String

    /// A failure.
    public init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
