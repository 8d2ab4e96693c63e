public import Planning

extension OptimalVerifier: Chooser {
    /// Says of each option whether it is a shortest plan: it is right with certainty, or wrong with certainty. One search
    /// tells how long the shortest plans are, as the first decision of a plan does.
    public func choose(_ request: ChoiceRequest, meter: any CallMeter) async throws -> Ballot {
        try await choose(for: try world.problem.init(task: request.task), request, meter)
    }

    private func choose(
        for problem: some SearchedProblem, _ request: ChoiceRequest, _ meter: any CallMeter
    ) async throws -> Ballot {
        let turn = try await searches.enter()
        defer { withExtendedLifetime(turn) {} }
        return try await meter.engineCall(model, purpose: "choice") {
            let shortest = try await length(of: problem, after: request.trajectory)
            let right = request.options.map { option in
                option.answer != nil && option.steps.count - 1 == shortest
                    && isSolved(problem, after: request.trajectory, option.steps)
            }
            let best = right.firstIndex(of: true)
            let ballot = Ballot(
                shares: right.indices.map { $0 == best ? 1 : 0 }, soundness: right.map { $0 ? 1 : 0 }, votes: [best])
            let record = shortest.map { "a shortest plan takes \($0) moves" } ?? "no way leads to the goal"
            return EngineAnswer(value: ballot, record: record)
        }
    }

    /// How many moves the shortest plans have; nil where there is none.
    private func length(of problem: some SearchedProblem, after trajectory: Trajectory) async throws -> Int? {
        var search = problem.search(after: trajectory)
        switch try await search.run(stateLimit: stateLimit) {
        case .arrived: return 0
        case .move(_, let length): return length
        case .unsolvable: return nil
        case nil:
            throw AgentError(
                .invalidTask, "no shortest plan found among \(search.expanded) states of \(problem.size)")
        }
    }

    private func isSolved(_ problem: some SearchedProblem, after start: Trajectory, _ steps: [Step]) -> Bool {
        var search = problem.search(after: Trajectory(start.steps + steps.dropLast()))
        if case .arrived = search.advance(by: 1) { return true }
        return false
    }
}
