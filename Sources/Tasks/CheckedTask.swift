import Answers
public import Planning
public import Worlds

/// A task whose result can be checked without asking anybody: by carrying a plan out, or by comparing an answer.
public struct CheckedTask: Sendable, Hashable {
    /// What makes a result right.
    public enum Measure: Sendable, Hashable {
        /// The steps are a plan of this world that reaches the goal. One of `shortest` moves is optimal; nil where
        /// nobody knows how short a plan can be.
        case plan(SimulatedWorld, shortest: Int?)
        /// The answer is this one, however it is written.
        case answer(String)
    }

    /// What the task is called, in tables and rows.
    public let name: String
    /// The task, as agents are asked.
    public let text: String
    /// How its result is checked.
    public let measure: Measure

    /// A task.
    public init(name: String, text: String, measure: Measure) {
        self.name = name
        self.text = text
        self.measure = measure
    }

    /// The simulated world that the task belongs to; nil for a question.
    public var world: SimulatedWorld? {
        if case .plan(let world, _) = measure { world } else { nil }
    }

    /// What came of a run that was asked to do this task. Only what an agent has ended counts: a plan that a limit
    /// cut off is not solved, even where it had arrived.
    public func verdict(on run: RunSummary) -> TaskVerdict {
        guard run.status == .finished else { return TaskVerdict(.wrong, Self.ending(of: run)) }
        switch measure {
        case .plan(let world, let shortest): return verdict(on: run.trajectory, in: world, shortest)
        case .answer(let right):
            guard let answer = run.answer, !answer.isEmpty else { return TaskVerdict(.wrong, "there is no answer") }
            return Answer(right).isGiven(by: answer)
                ? TaskVerdict(.optimal, "the answer is \(right)")
                : TaskVerdict(.wrong, "the answer is \(right), not \(answer.prefix(80))")
        }
    }

    private func verdict(on plan: Trajectory, in world: SimulatedWorld, _ shortest: Int?) -> TaskVerdict {
        do {
            switch try world.outcome(of: plan, for: text) {
            case .failed(let reason): return TaskVerdict(.wrong, reason)
            case .reached(let moves):
                guard let shortest else { return TaskVerdict(.solved, "the goal holds after \(moves) moves") }
                return moves <= shortest
                    ? TaskVerdict(.optimal, "the goal holds after \(moves) moves, and takes as many")
                    : TaskVerdict(.solved, "the goal holds after \(moves) moves, and takes \(shortest)")
            }
        } catch {
            return TaskVerdict(.wrong, "\(error)")
        }
    }

    private static func ending(of run: RunSummary) -> String {
        switch run.status {
        case .limit: run.limit.map { "the run was ended: \($0)" } ?? "the run was ended by a limit"
        case .failed: run.error.map { "the run failed: \($0)" } ?? "the run failed"
        case .interrupted: "the run was interrupted"
        case .running, .finished: "the run did not end"
        }
    }
}
