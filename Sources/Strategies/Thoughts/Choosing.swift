import Planning
import Speculation

/// Asks the verifier which of some drafts is right.
struct Choosing: Sendable {
    let crew: Crew
    let rule: SelectionRule
    /// The longest time that it may take.
    let patience: Patience

    /// What the verifier chose; nil for none of them, and for whatever goes wrong on the way.
    /// - Throws: ``LimitReached``, and `CancellationError`.
    func choice(
        among options: [Rollout], disagreement: Double, in run: StrategyRun
    ) async throws -> (chosen: Int?, event: RunEvent.Selected) {
        var event = RunEvent.Selected(options: options.map(\.text), chosen: nil, reason: "")
        guard let chooser = crew.verifier as? any Chooser else {
            event.reason = "\(crew.verifier.label) cannot choose among drafts"
            return (nil, event)
        }
        let request = ChoiceRequest(
            task: run.header.task, trajectory: run.trajectory, options: options.map(\.option), seed: run.header.seed,
            soundness: rule.required(disagreement))
        do {
            let answer = try await patience.whileWaiting {
                try await run.call(as: .verifier, after: run.trajectory) {
                    try await chooser.choose(request, meter: $0)
                }
            }
            guard let asked = answer else {
                event.reason = "the verifier did not choose within \(patience.limit.spoken)"
                return (nil, event)
            }
            run.credit(asked.calls)
            event.calls = asked.calls
            event.probabilities = asked.value.shares.count == options.count ? asked.value.shares : []
            (event.chosen, event.reason) = rule.choice(asked.value, among: options.count, disagreement: disagreement)
            // What the verifier thinks wrong is no answer, whatever becomes of the run.
            if event.chosen == nil { run.keepBest([]) }
        } catch let limit as LimitReached {
            throw limit
        } catch {
            try Task.checkCancellation()
            event.reason = "the choice failed: \(error)"
        }
        return (event.chosen, event)
    }
}
