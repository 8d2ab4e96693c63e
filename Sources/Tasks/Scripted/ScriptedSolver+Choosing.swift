public import Planning

extension ScriptedSolver: Chooser {
    /// Says of each option whether it reaches the goal, or gives the right answer, and is mistaken as often as in a
    /// step of its own. It chooses the first option that it takes for right, or none. That takes, and costs, a tenth of
    /// a call: a choice is a few tokens behind what was drafted.
    public func choose(_ request: ChoiceRequest, meter: any CallMeter) async throws -> Ballot {
        try await script.call(on: clock, purpose: "choice", part: 10, meter: meter) {
            var fate = SeededGenerator(seed: seed, "\(label) choice", task: request.task, after: request.trajectory)
            let opinions = request.options.map { option in
                let isRight = key.isRight(option, of: request)
                return fate.chance() < script.quality ? isRight : !isRight
            }
            let chosen = opinions.firstIndex(of: true)
            let ballot = Ballot(
                shares: opinions.indices.map { $0 == chosen ? 1 : 0 }, soundness: opinions.map { $0 ? 1 : 0 },
                votes: [chosen])
            return (ballot, chosen.map { "option \($0 + 1)" } ?? "none")
        }
    }
}
