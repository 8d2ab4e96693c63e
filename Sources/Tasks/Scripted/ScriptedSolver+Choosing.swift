public import Planning

extension ScriptedSolver: Chooser {
    /// Says of each option whether every step of it is right, and is mistaken as often as in a step of its own. It chooses
    /// the first option that it takes for right, or none. That takes, and costs, a tenth of a call: a choice is a few
    /// tokens behind what was drafted.
    public func choose(_ request: ChoiceRequest, meter: any CallMeter) async throws -> Ballot {
        try await script.call(on: clock, purpose: "choice", part: 10, meter: meter) {
            var fate = Fate(seed: seed, "\(label) choice", task: request.task, after: request.trajectory)
            let opinions = try request.options.map { option in
                let isRight = try isRight(option, in: request)
                return fate.chance() < script.quality ? isRight : !isRight
            }
            let chosen = opinions.firstIndex(of: true)
            let ballot = Ballot(
                shares: opinions.indices.map { $0 == chosen ? 1 : 0 }, soundness: opinions.map { $0 ? 1 : 0 },
                votes: [chosen])
            return (ballot, chosen.map { "option \($0 + 1)" } ?? "none")
        }
    }

    private func isRight(_ option: ChoiceRequest.Option, in request: ChoiceRequest) throws(AgentError) -> Bool {
        var trajectory = request.trajectory
        for step in option.steps {
            let right = try key.options(for: ProposalRequest(task: request.task, trajectory: trajectory)).right
            guard step.action == right else { return false }
            trajectory.append(step)
        }
        return option.answer != nil
    }
}
