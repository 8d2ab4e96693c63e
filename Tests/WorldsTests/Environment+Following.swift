import Planning

@testable import Worlds

extension Environment {
    /// Carries out `actions`, one after the other.
    func trajectory(of actions: Action...) async throws -> Trajectory {
        var trajectory = Trajectory()
        for action in actions {
            trajectory.append(Step(action: action, observation: try await execute(action, after: trajectory)))
        }
        return trajectory
    }

    /// Lets `agent` work on `task` until it finishes, for at most `limit` steps.
    func follow(_ agent: some Agent, on task: String, limit: Int = 200) async throws -> Trajectory {
        var trajectory = Trajectory()
        while trajectory.count < limit {
            let request = ProposalRequest(task: task, trajectory: trajectory)
            let action = try await agent.propose(request, meter: RecordingMeter()).action
            trajectory.append(Step(action: action, observation: try await execute(action, after: trajectory)))
            if action.finishes { break }
        }
        return trajectory
    }
}

extension BlocksworldEnvironment {
    /// Lets `agent` act until it finishes.
    func follow(_ agent: some Agent) async throws -> Trajectory {
        try await follow(agent, on: problem.description)
    }
}

extension CountdownEnvironment {
    /// Lets `agent` act until it finishes.
    func follow(_ agent: some Agent) async throws -> Trajectory {
        try await follow(agent, on: problem.description)
    }
}
