public import Planning

/// What a model is told about a step: the text of the task, the steps so far and, where there is one, the step
/// that may come next.
public typealias RewardPrompt = @Sendable (_ request: RewardRequest, _ candidate: Proposal?) -> String
