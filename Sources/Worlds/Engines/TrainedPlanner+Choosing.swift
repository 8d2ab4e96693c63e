import EmbeddedEngine
import Foundation
public import Planning

extension TrainedPlanner: Chooser {
    /// Says how likely the model would have gone each way itself, step by step along all ways at once. What ways have in
    /// common is judged once, and a way is left as soon as it is known not to be sound enough.
    ///
    /// An option is as sound as its least likely step is likely, so that the length of a way does not count against it:
    /// above one half, every step is what the model would have said. A way with a step that is no move, or without an
    /// end, is not sound at all.
    ///
    /// A planner that plays its moves to the end holds a way that gets there for sound, and no other.
    public func choose(_ request: ChoiceRequest, meter: any CallMeter) async throws -> Ballot {
        let dialect = try reading.dialect(of: request.task, in: world)
        guard attempts == 1 else { return try await arrivals(in: request, dialect, meter) }
        return try await lanes.withModel { model in
            try await meter.engineCall(self.model, purpose: "choice") {
                var judging = WayJudging(request, in: dialect)
                var usage = Usage.zero
                while let question = judging.next() {
                    let choice = try await model.choose(among: question.answers, after: question.prompt)
                    judging.take(choice.logprobs.map { exp($0) }, for: question)
                    usage = usage + choice.usage
                }
                let sound = judging.soundness
                let figures = sound.map { "\(Int(($0 * 100).rounded())) %" }.joined(separator: ", ")
                return EngineAnswer(value: Self.ballot(sound), record: figures, usage: usage)
            }
        }
    }

    private func arrivals(
        in request: ChoiceRequest, _ dialect: any Dialect, _ meter: any CallMeter
    ) async throws -> Ballot {
        try await meter.engineCall(model, purpose: "choice") {
            let arrives = request.options.map { option in
                option.answer != nil && dialect.isReached(after: Trajectory(request.trajectory.steps + option.steps))
            }
            return EngineAnswer(
                value: Self.ballot(arrives.map { $0 ? 1 : 0 }),
                record: arrives.map { $0 ? "gets there" : "falls short" }.joined(separator: ", "))
        }
    }

    /// The soundest option is the choice, and there is no order for it to depend on.
    private static func ballot(_ sound: [Double]) -> Ballot {
        let total = max(sound.reduce(0, +), 1)
        let best = sound.indices.max { (sound[$0], -$0) < (sound[$1], -$1) }
        return Ballot(shares: sound.map { $0 / total }, soundness: sound, votes: [best])
    }
}
