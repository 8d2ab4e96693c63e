public import Planning

extension ScriptedSolver: Chooser {
    /// Tells right from wrong options as often as it is right itself. A choice is read and answered with one word: it
    /// takes a tenth of the time and of the money of a step.
    public func choose(_ request: ChoiceRequest, meter: any CallMeter) async throws -> Ballot {
        try await script.partly(Self.partOfAStep).call(on: clock, purpose: "choice", meter: meter) {
            let ballot = ballot(on: request)
            return (ballot, ballot.votes.first.flatMap(\.self).map { "\($0 + 1)" } ?? "none")
        }
    }

    /// What it says, without a call.
    func ballot(on request: ChoiceRequest) -> Ballot {
        let looksRight = request.options.map { option in
            let actions = option.steps.map(\.action.canonical).joined(separator: " ")
            var fate = Fate(seed: seed, "\(label) choice \(actions)", task: request.task, after: request.trajectory)
            return key.isRight(option, of: request) == (fate.chance() < script.quality)
        }
        // Of those that look right, the shortest.
        let best = request.options.indices.filter { looksRight[$0] }
            .min { (request.options[$0].steps.count, $0) < (request.options[$1].steps.count, $1) }
        return Ballot(
            shares: request.options.indices.map { $0 == best ? 1 : 0 },
            soundness: looksRight.map { $0 ? script.quality : 1 - script.quality }, votes: [best])
    }

    private static let partOfAStep = 0.1
}
