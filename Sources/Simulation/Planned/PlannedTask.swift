public import Control
import Speculation

/// A task of which every step is written down beforehand: what the verifier says, what the drafter
/// says on the same prefix, and what both take. Recorded and synthetic tasks alike are such plans,
/// so that every controller meets exactly the same steps.
public struct PlannedTask: Workload {
    /// The task in words, where there are any.
    public let name: String
    /// The steps that the verifier takes when it works alone; at least one.
    public let steps: [PlannedStep]
    /// The most steps a run may take. Larger than the plan: nobody knows beforehand how long it is.
    public let stepLimit: Int
    public let quota: CallQuota
    public let task: TaskFeatures
    /// The decisions of the verifier along the plan.
    private let decisions: [SimulatedAction]
    /// The drafter's own words, as controllers see them.
    private let proposals: [ToolMark]
    /// Fingerprints of the verified steps before each position, and of the whole plan.
    private let prefixes: [SimulatedPrefix]

    /// A task; nil without steps.
    public init?(name: String = "", steps: [PlannedStep], stepLimit: Int, quota: CallQuota = .unlimited) {
        guard !steps.isEmpty else { return nil }
        self.name = name
        self.steps = steps
        self.stepLimit = max(stepLimit, steps.count)
        self.quota = quota
        task = TaskFeatures(agent: "", task: name)
        decisions = steps.indices.map { index in
            SimulatedAction(
                index + 1, .init(finishes: index == steps.count - 1), tool: ToolMark(steps[index].decision))
        }
        proposals = steps.map { ToolMark($0.proposal) }
        prefixes = decisions.reduce(into: [.empty]) { $0.append($0[$0.count - 1].appending($1)) }
    }

    public func draft(at position: Int, after prefix: SimulatedPrefix) -> SimulatedCall {
        // Each field on its own: a copy of the whole step would count references to its texts.
        let index = index(of: position)
        let action: SimulatedAction? =
            switch steps[index].draft {
            case .right: answer(at: position, after: prefix)
            case .wrong: SimulatedAction(-position, tool: proposals[index])
            case .finishesTooSoon: SimulatedAction(-position, .init(finishes: true), tool: proposals[index])
            case .fails: nil
            }
        return SimulatedCall(
            latency: steps[index].drafting.latency, charge: steps[index].drafting.charge,
            confidence: steps[index].confidence, action: action)
    }

    public func verification(at position: Int, after prefix: SimulatedPrefix, attempt: Int) -> SimulatedCall {
        let index = index(of: position)
        return SimulatedCall(
            latency: steps[index].verifying.latency, charge: steps[index].verifying.charge,
            action: answer(at: position, after: prefix))
    }

    public func execution(of action: SimulatedAction, at position: Int, attempt: Int) -> SimulatedExecution {
        SimulatedExecution(latency: 0)
    }

    /// On a wrong prefix the verifier says something else, which nobody has recorded; the drafter
    /// foresees it as well or as badly as it does on the right one.
    private func answer(at position: Int, after prefix: SimulatedPrefix) -> SimulatedAction {
        if position <= steps.count, prefixes[position - 1] == prefix { return decisions[position - 1] }
        return SimulatedAction(-1_000_000_000 - position, tool: decisions[index(of: position)].tool)
    }

    /// Whoever rides on beyond the end of the plan finds it to be like the last step.
    private func index(of position: Int) -> Int { min(max(position, 1), steps.count) - 1 }
}
