import EmbeddedEngine
import Foundation
import Planning

extension TrainedPlanner {
    /// Takes the first move from which the model's own next moves lead to the goal: its answer is tried before the
    /// others, which follow from the likeliest to the least likely. Of that it is sure; where none of them gets there it
    /// keeps to its answer, and is not.
    ///
    /// All of it is one call, as thinking is part of a call.
    func lookingAhead(
        _ request: ProposalRequest, in dialect: any Dialect, by embedded: EmbeddedModel, _ meter: any CallMeter
    ) async throws -> Proposal {
        try await meter.engineCall(model) {
            let inner = UsageMeter()
            let question = dialect.question(after: request.trajectory)
            let own = try await answer(question, request, by: embedded, inner).action
            var actions = [own]
            var tried = 0
            while tried < actions.count {
                let action = actions[tried]
                tried += 1
                if let way = try await way(with: action, request, in: dialect, by: embedded, inner) {
                    return EngineAnswer(
                        value: Proposal(action: action, thought: way, confidence: 1),
                        record: "\(action.text) (\(tried) played to the end: \(way))", usage: inner.usage)
                }
                if tried == 1 {
                    let (_, choice) = try await choice(among: question, nil, by: embedded, inner)
                    let others = choice.ranked.map { question.choices[$0].action }.filter { $0 != own }
                    actions += others.prefix(attempts - 1)
                }
            }
            return EngineAnswer(
                value: Proposal(action: own, confidence: 0),
                record: "\(own.text) (\(tried) played to the end: none gets there)", usage: inner.usage)
        }
    }

    /// The way to the goal that begins with `action` and goes on as the model would, in words; nil where it ends short
    /// of it.
    private func way(
        with action: Action, _ request: ProposalRequest, in dialect: any Dialect, by embedded: EmbeddedModel,
        _ meter: any CallMeter
    ) async throws -> String? {
        var trajectory = request.trajectory
        var way = [action]
        while let next = way.last, !next.finishes {
            guard way.count <= Self.longestWay else { return nil }
            trajectory.append(Step(action: next, observation: Observation("")))
            let request = ProposalRequest(task: request.task, trajectory: trajectory)
            way.append(
                try await answer(dialect.question(after: trajectory), request, by: embedded, meter).action)
        }
        return dialect.isReached(after: trajectory) ? way.map(\.text).joined(separator: "; ") : nil
    }

    /// A way that is longer goes round in a circle.
    private static let longestWay = 64
}

extension Choice {
    /// The choices, the likeliest first.
    fileprivate var ranked: [Int] { logprobs.indices.sorted { (-logprobs[$0], $0) < (-logprobs[$1], $1) } }
}
