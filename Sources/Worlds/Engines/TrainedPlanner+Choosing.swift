import EmbeddedEngine
import Foundation
public import Planning

extension TrainedPlanner: Chooser {
    /// Says how likely the model would have gone each way itself: all steps of all options are judged beside each other
    /// in a few passes, where going one way itself takes as many calls, one after the other, as it has steps.
    ///
    /// An option is as sound as its least likely step is likely, so that the length of a way does not count against it:
    /// above one half, every step is what the model would have said. A way with a step that is no move, or without an
    /// end, is not sound at all.
    ///
    /// A planner that plays its moves to the end holds a way that gets there for sound, and no other.
    public func choose(_ request: ChoiceRequest, meter: any CallMeter) async throws -> Ballot {
        guard attempts == 1 else { return try await arrivals(in: request, meter) }
        let ways = try request.options.map { option in try marks(of: option, in: request) }
        return try await lanes.withModel { model in
            try await meter.engineCall(self.model, purpose: "choice") {
                var usage = Usage.zero
                var sound = Array(repeating: 0.0, count: ways.count)
                try await withThrowingTaskGroup(of: (Int, Choice).self) { group in
                    for (number, way) in ways.enumerated() {
                        guard let way else { continue }
                        sound[number] = 1
                        for mark in way {
                            group.addTask { (number, try await model.choose(among: [mark.answer], after: mark.prompt)) }
                        }
                    }
                    for try await (number, choice) in group {
                        usage = usage + choice.usage
                        sound[number] = min(sound[number], exp(choice.logprobs[0]))
                    }
                }
                let ballot = Self.ballot(sound)
                let figures = sound.map { "\(Int(($0 * 100).rounded())) %" }.joined(separator: ", ")
                return EngineAnswer(value: ballot, record: figures, usage: usage)
            }
        }
    }

    private func arrivals(in request: ChoiceRequest, _ meter: any CallMeter) async throws -> Ballot {
        let dialect = try reading.dialect(of: request.task, in: world)
        return try await meter.engineCall(model, purpose: "choice") {
            let arrives = request.options.map { option in
                option.answer != nil && dialect.isReached(after: Trajectory(request.trajectory.steps + option.steps))
            }
            return EngineAnswer(
                value: Self.ballot(arrives.map { $0 ? 1 : 0 }),
                record: arrives.map { $0 ? "gets there" : "falls short" }.joined(separator: ", "))
        }
    }

    /// A step as a question: what the model reads, and what it would answer.
    private struct Mark: Sendable {
        let prompt: String
        let answer: String
    }

    /// - Returns: nil for a way that cannot be right.
    private func marks(of option: ChoiceRequest.Option, in request: ChoiceRequest) throws -> [Mark]? {
        guard option.answer != nil else { return nil }
        let dialect = try reading.dialect(of: request.task, in: world)
        var trajectory = request.trajectory
        var marks: [Mark] = []
        for step in option.steps {
            let question = dialect.question(after: trajectory)
            guard let own = question.answer(for: step.action) else { return nil }
            marks.append(Mark(prompt: question.prompt, answer: own))
            trajectory.append(step)
        }
        return marks
    }

    /// The soundest option is the choice, and there is no order for it to depend on.
    private static func ballot(_ sound: [Double]) -> Ballot {
        let total = max(sound.reduce(0, +), 1)
        let best = sound.indices.max { (sound[$0], -$0) < (sound[$1], -$1) }
        return Ballot(shares: sound.map { $0 / total }, soundness: sound, votes: [best])
    }
}
