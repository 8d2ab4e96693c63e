import Documents
public import Planning

/// An agent as its author wrote it: what it is told, what it may do, how its answers are read.
///
/// A definition is checked as a whole when it is read: every template, pattern and name in it is
/// known to be usable. Only whether an environment offers the tools is left to
/// ``tools(offeredBy:)``.
public struct AgentDefinition: Sendable {
    /// The name that the user types.
    public let name: String
    /// One sentence for a list of agents.
    public let description: String
    /// What a task for this agent looks like, for people.
    public let taskHint: String?
    /// Where actions happen.
    public let environment: AgentEnvironment
    /// How actions are written.
    public let format: ActionFormat
    /// What ends the task.
    public let finish: FinishRule
    /// How the drafter is asked, unless the user says otherwise.
    public let drafter: StyleChoice
    /// How the verifier is asked, unless the user says otherwise.
    public let verifier: StyleChoice
    /// How far it may go.
    public let limits: AgentLimits
    /// How its models pick their words.
    public let sampling: AgentSampling
    /// What the strategies are told, unless the user says otherwise.
    public let strategies: StrategySettings
    /// The names of the tools, in the order of the definition; empty when steps are text alone.
    public let toolNames: [String]
    /// The tools of an agent that only plans; empty for every other agent.
    public let plannedTools: [ToolDescription]
    /// The YAML text that this was read from, enough to read it again elsewhere.
    public let source: String
    /// The file's name, as in errors.
    public let file: String

    let prompts: AgentPrompts
    let trajectory: TrajectoryRendering
    let toolLocations: [String: DocumentLocation]
    let finishLocation: DocumentLocation

    /// What a reward model is told about `candidate` as the step that follows `trajectory`; without one, about the
    /// task and the steps so far.
    public func rewardPrompt(task: String, trajectory: Trajectory, candidate: Action?) -> String {
        let steps = trajectory.steps.enumerated().map { place, step in
            TrajectoryRendering.values(number: place + 1, step).filter {
                ["number", "action", "observation", "failed"].contains($0.key)
            }
        }
        return prompts.reward.render([
            "task": .text(task), "steps": .list(steps),
            "step": .text(candidate.map(TrajectoryRendering.written) ?? ""),
        ]).trimmed
    }
}
