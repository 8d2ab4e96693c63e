public import Simulation
public import Speculation

/// A workload written down step by step, for timelines: what the verifier would do alone, and how
/// each draft relates to it.
public struct DrawnWorkload: Workload {
    /// One step of the task.
    public struct Step: Sendable {
        /// How the draft of a step relates to the verifier's answer.
        public enum Draft: Sendable { case right, wrong, failing, finishing }

        /// How long the drafter takes, in seconds.
        public var drafting: Double
        /// How long the verifier takes, in seconds.
        public var verifying: Double
        /// How the draft turns out.
        public var draft: Draft
        /// When the action may be carried out.
        public var execution: SpeculationMachine.StepTraits.Execution
        /// How long carrying it out takes, in seconds.
        public var executing: Double
        /// Attempts of the verifier that fail before one succeeds.
        public var failures: Int
        /// Attempts to carry the action out that fail before one succeeds.
        public var executionFailures: Int

        /// A step; by default a draft takes 1 s and is right, a verification takes 4 s.
        public init(
            drafting: Double = 1, verifying: Double = 4, draft: Draft = .right,
            execution: SpeculationMachine.StepTraits.Execution = .none, executing: Double = 1, failures: Int = 0,
            executionFailures: Int = 0
        ) {
            self.drafting = drafting
            self.verifying = verifying
            self.draft = draft
            self.execution = execution
            self.executing = executing
            self.failures = failures
            self.executionFailures = executionFailures
        }
    }

    public let stepLimit: Int
    private let steps: [Step]
    private let finishes: Bool

    /// A task of these steps.
    /// - Parameters:
    ///   - finishes: whether the last step ends the task; otherwise the step limit does.
    public init(_ steps: [Step], finishes: Bool = true, stepLimit: Int? = nil) {
        self.steps = steps
        self.finishes = finishes
        self.stepLimit = stepLimit ?? (finishes ? steps.count + 4 : steps.count)
    }

    public func draft(at position: Int, after prefix: SimulatedPrefix) -> SimulatedCall {
        let step = step(at: position)
        let action: SimulatedAction? =
            switch step.draft {
            case .right: answer(at: position, after: prefix)
            case .wrong: SimulatedAction(-position, .init(execution: step.execution))
            case .failing: nil
            case .finishing: SimulatedAction(-position, .init(finishes: true))
            }
        return SimulatedCall(latency: step.drafting, action: action)
    }

    public func verification(at position: Int, after prefix: SimulatedPrefix, attempt: Int) -> SimulatedCall {
        let step = step(at: position)
        let action = attempt > step.failures ? answer(at: position, after: prefix) : nil
        return SimulatedCall(latency: step.verifying, action: action)
    }

    public func execution(of action: SimulatedAction, at position: Int, attempt: Int) -> SimulatedExecution {
        let step = step(at: position)
        return SimulatedExecution(latency: step.executing, succeeds: attempt > step.executionFailures)
    }

    /// After a wrong prefix even the verifier does something else.
    private func answer(at position: Int, after prefix: SimulatedPrefix) -> SimulatedAction {
        let right = (1..<max(position, 1)).reduce(SimulatedPrefix.empty) { $0.appending(truth(at: $1)) }
        let own = truth(at: position)
        return prefix == right ? own : SimulatedAction(1000 + position, .init(execution: own.traits.execution))
    }

    private func truth(at position: Int) -> SimulatedAction {
        let isLast = finishes && position >= steps.count
        return SimulatedAction(position, .init(finishes: isLast, execution: step(at: position).execution))
    }

    private func step(at position: Int) -> Step {
        steps.indices.contains(position - 1) ? steps[position - 1] : Step()
    }
}
