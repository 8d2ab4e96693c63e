/// An environment where actions are planned and nothing is carried out.
public struct PlanOnlyEnvironment: Environment {
    public let tools: [ToolDescription]

    /// Plans may name `tools`.
    public init(tools: [ToolDescription] = []) {
        self.tools = tools
    }

    public func earlyExecution(of action: Action) -> EarlyExecution { .unneeded }

    public func execute(_ action: Action, after trajectory: Trajectory) async throws -> Observation { .empty }
}
