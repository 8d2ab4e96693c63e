public import Planning
public import Simulation

extension OracleBound {
    /// The bound for planned tasks that are run one after the other.
    public init(_ tasks: [PlannedTask], lambda: Lambda) {
        self.init(tasks.map { $0.steps.map(Step.init) }, lambda: lambda.value)
    }

    /// For each step of a task, whether the oracle asks for its draft. That of the last one is of no
    /// use to anybody, since nothing comes after it.
    func drafts(of task: PlannedTask) -> [Bool] {
        task.steps.dropLast().map { asksForDraft(of: Step($0)) } + [false]
    }
}

extension OracleBound.Step {
    init(_ step: PlannedStep) {
        self.init(
            verifierTime: step.verifying.latency, verifierCost: step.verifying.charge.dollars,
            draftTime: step.drafting.latency, draftCost: step.drafting.charge.dollars,
            chance: step.draft == .right ? 1 : 0)
    }
}
