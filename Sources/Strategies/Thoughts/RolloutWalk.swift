import Planning
import Speculation

/// Lets an agent go on by itself, and tries its steps without committing to any.
struct RolloutWalk: Sendable {
    let run: StrategyRun
    let agent: any Agent
    let role: AgentRole
    /// Where it begins.
    let start: Trajectory
    var number = 0
    /// How many ways there are beside each other.
    var count = 1
    /// The temperature of its steps; nil has the agent say what it would say anyway.
    var temperature: Double?
    var guidance: String?

    /// Goes on to the end of the task, or to where it cannot go on.
    /// - Throws: what the agent or the environment throws.
    func rollout() async throws -> Rollout {
        var rollout = Rollout(number: number)
        var trajectory = start
        var seen: Set<String> = [situation(after: trajectory)]
        while trajectory.count < run.header.limits.steps {
            let asked = try await run.ask(
                agent, as: role, run.request(after: trajectory, sampling: sampling(at: trajectory), guidance: guidance))
            let action = asked.value.action
            rollout.thoughts += asked.value.thought.map { [$0] } ?? []
            var chosen =
                role == .drafter
                ? ChosenStep(action, source: .drafted, calls: asked.calls) : ChosenStep(asked)
            do {
                let (observation, time) = try await run.attempt(action, after: trajectory)
                chosen.observation = observation
                chosen.executionTime = time
            } catch is StrategyError {
                rollout.end = .untriable(chosen)
                return rollout
            }
            let step = Step(action: action, observation: chosen.observation ?? .empty)
            rollout.steps.append(chosen)
            trajectory.append(step)
            if action.finishes {
                // What the verifier says stands; a draft can be known to be wrong.
                rollout.end = role == .drafter && step.observation.isError ? .refused : .finished
                return rollout
            }
            // A state that was there before tells nothing new. The verifier may know why; a draft is given up.
            guard seen.insert(situation(after: trajectory)).inserted || role != .drafter else {
                rollout.end = .circling
                return rollout
            }
        }
        return rollout
    }

    /// What tells whether the same state comes again; where the world does not say, the last step and its result.
    private func situation(after trajectory: Trajectory) -> String {
        if let situation = run.environment.situation(after: trajectory) { return situation }
        guard let last = trajectory.steps.last else { return "" }
        return "\(last.action.canonical)\u{0}\(last.observation.text)"
    }

    /// Every step is another draw: one that was unlucky at a step has to have a chance at the next.
    private func sampling(at trajectory: Trajectory) -> ProposalRequest.Sampling? {
        temperature.map { .init(number: number + count * (trajectory.count - start.count), temperature: $0) }
    }
}
