public import Planning
import Simulation

/// What one run, or several together, took beside what the verifier alone would have taken for the
/// same steps, and beside what could have been reached at best. Figures of runs add up.
public struct TaskFigures: Sendable, Hashable {
    /// Runs.
    public var tasks = 0
    /// Committed steps.
    public var steps = 0
    /// How long it took, in seconds.
    public var latency = 0.0
    /// What it cost, in dollars; in tokens, where nobody knows the prices.
    public var cost = 0.0
    /// The part of the cost that was spent on calls whose results do not stand.
    public var waste = 0.0
    /// What the verifier alone takes, in seconds.
    public var sequentialLatency = 0.0
    /// What the verifier alone costs.
    public var sequentialCost = 0.0
    /// Drafts that could be compared with a verdict.
    public var compared = 0
    /// Those of them that were right.
    public var matches = 0
    /// Prompt tokens of all calls.
    public var promptTokens = 0.0
    /// Generated tokens of all calls.
    public var generatedTokens = 0.0
    /// Prompt tokens of one drafter call and one verifier call for each committed step.
    public var committedPromptTokens = 0.0
    /// Generated tokens of the same calls.
    public var committedGeneratedTokens = 0.0
    /// What the same calls cost.
    public var committedCost = 0.0
    /// The most calls under way at a time, added up over the runs.
    public var peakCalls = 0
    /// How often a depth was chosen.
    public var decisions = 0
    /// The sum of those depths.
    public var chosenDepths = 0

    /// Nothing.
    public init() {}

    /// What came of a run of `task`.
    init(_ run: SimulatedRun, of task: PlannedTask) {
        tasks = 1
        steps = run.committed.count
        latency = run.latency
        cost = run.cost
        waste = run.wastedCost
        compared = run.compared
        matches = run.matches
        let all = run.drafting + run.verifying
        promptTokens = all.promptTokens
        generatedTokens = all.generatedTokens
        peakCalls = run.peakCalls
        decisions = run.decisions
        chosenDepths = run.chosenDepths
        for step in task.steps.prefix(steps) {
            sequentialLatency += step.verifying.latency
            sequentialCost += step.verifying.charge.dollars
            let both = step.drafting.charge + step.verifying.charge
            committedPromptTokens += both.promptTokens
            committedGeneratedTokens += both.generatedTokens
            committedCost += both.dollars
        }
    }

    /// Figure by figure.
    public static func += (left: inout TaskFigures, right: TaskFigures) {
        left.tasks += right.tasks
        left.steps += right.steps
        left.latency += right.latency
        left.cost += right.cost
        left.waste += right.waste
        left.sequentialLatency += right.sequentialLatency
        left.sequentialCost += right.sequentialCost
        left.compared += right.compared
        left.matches += right.matches
        left.promptTokens += right.promptTokens
        left.generatedTokens += right.generatedTokens
        left.committedPromptTokens += right.committedPromptTokens
        left.committedGeneratedTokens += right.committedGeneratedTokens
        left.committedCost += right.committedCost
        left.peakCalls += right.peakCalls
        left.decisions += right.decisions
        left.chosenDepths += right.chosenDepths
    }
}

extension Sequence<TaskFigures> {
    /// All of them together.
    public var sum: TaskFigures { reduce(into: TaskFigures(), +=) }
}

// MARK: - What is told of them

extension TaskFigures {
    /// Latency and cost, where 1 is the verifier alone.
    public var effort: RelativeEffort {
        RelativeEffort(latency: latency.relative(to: sequentialLatency), cost: cost.relative(to: sequentialCost))
    }

    /// J: below 1 is better than the verifier alone, at this λ.
    public func objective(_ lambda: Lambda) -> Double { effort.objective(lambda: lambda.value) }

    /// The part of all comparisons in which the draft was right; nil without a comparison.
    public var acceptance: Double? { compared == 0 ? nil : Double(matches) / Double(compared) }

    /// The part of the cost that was spent in vain.
    public var wastedPart: Double { cost > 0 ? waste / cost : 0 }
}
