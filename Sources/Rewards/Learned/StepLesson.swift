public import Planning

/// What a verifier has taught about one proposed step.
public struct StepLesson: Sendable, Hashable {
    /// The task in the user's words.
    public var task: String
    /// The steps before.
    public var trajectory: Trajectory
    /// The step that was proposed.
    public var proposal: Proposal
    /// Whether the verifier did the same.
    public var isRight: Bool
    /// What it did instead, of a step that was wrong.
    public var better: Action?

    /// A lesson.
    public init(task: String, trajectory: Trajectory, proposal: Proposal, isRight: Bool, better: Action? = nil) {
        self.task = task
        self.trajectory = trajectory
        self.proposal = proposal
        self.isRight = isRight
        self.better = better
    }
}

/// A reward model that gets better from what verifiers say.
public protocol LearningReward: RewardModel {
    /// Takes a lesson. Returns soon.
    func learn(from lesson: StepLesson)
}
