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
    /// Fingerprints of the verified steps before each position, and of the whole plan.
    private let prefixes: [SimulatedPrefix]

    /// A task; nil without steps.
    public init?(name: String = "", steps: [PlannedStep], stepLimit: Int, quota: CallQuota = .unlimited) {
        guard !steps.isEmpty else { return nil }
        self.name = name
        self.steps = steps
        self.stepLimit = max(stepLimit, steps.count)
        self.quota = quota
        var prefixes = [SimulatedPrefix.empty]
        prefixes.reserveCapacity(steps.count + 1)
        for position in 1...steps.count {
            prefixes.append(prefixes[position - 1].appending(Self.decision(at: position, of: steps.count)))
        }
        self.prefixes = prefixes
    }

    public func draft(at position: Int, after prefix: SimulatedPrefix) -> SimulatedCall {
        let step = step(at: position)
        let action: SimulatedAction? =
            switch step.draft {
            case .right: answer(at: position, after: prefix)
            case .wrong: SimulatedAction(-position)
            case .finishesTooSoon: SimulatedAction(-position, .init(finishes: true))
            case .fails: nil
            }
        return SimulatedCall(latency: step.drafting.latency, charge: step.drafting.charge, action: action)
    }

    public func verification(at position: Int, after prefix: SimulatedPrefix, attempt: Int) -> SimulatedCall {
        let step = step(at: position)
        return SimulatedCall(
            latency: step.verifying.latency, charge: step.verifying.charge,
            action: answer(at: position, after: prefix))
    }

    public func execution(of action: SimulatedAction, at position: Int, attempt: Int) -> SimulatedExecution {
        SimulatedExecution(latency: 0)
    }

    /// On a wrong prefix the verifier says something else, which nobody has recorded; the drafter
    /// foresees it as well or as badly as it does on the right one.
    private func answer(at position: Int, after prefix: SimulatedPrefix) -> SimulatedAction {
        if position <= steps.count, prefixes[position - 1] == prefix {
            return Self.decision(at: position, of: steps.count)
        }
        return SimulatedAction(-1_000_000_000 - position)
    }

    private static func decision(at position: Int, of count: Int) -> SimulatedAction {
        SimulatedAction(position, .init(finishes: position == count))
    }

    /// The step at `position`. Whoever rides on beyond the end of the plan finds it to be like the
    /// last step.
    private func step(at position: Int) -> PlannedStep {
        steps[min(max(position, 1), steps.count) - 1]
    }
}
