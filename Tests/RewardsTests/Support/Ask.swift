import Planning

/// A request about steps that are text alone.
func ask(_ candidates: String..., task: String = "Add 2 and 3.", after steps: [String] = []) -> RewardRequest {
    RewardRequest(
        task: task, trajectory: Trajectory(steps.map { Step(action: Action(text: $0)) }),
        candidates: candidates.map { Proposal(action: Action(text: $0)) })
}

/// The text of a request, as a prompt.
let plainPrompt: @Sendable (RewardRequest, Proposal?) -> String = { request, candidate in
    ([request.task] + request.trajectory.steps.map(\.action.text) + [candidate?.action.text].compactMap(\.self))
        .joined(separator: "|")
}

/// A model with or without log-probabilities.
func model(_ name: String = "judge", logprobs: Bool = false) -> Model {
    Model(
        id: ModelID(provider: "test", name: name), price: Price(input: 1000, output: 1000),
        capabilities: Capabilities(logprobs: logprobs))
}
