public import EmbeddedEngine
import Foundation
public import Planning

/// A planner that asks a small model which was trained on a world: one of those that come with the
/// program, running in this process.
///
/// The model writes its answer freely and is as sure of it as its own probabilities say. Where it writes
/// what is no move, it has to choose among those that are. A call takes one processor, and waiting for other
/// calls of this planner is no part of it: its duration says what the work takes.
public struct TrainedPlanner: Agent {
    public let label: String
    private let world: SimulatedWorld
    private let lanes: ModelLanes
    private let estimator = SharedUsageEstimator()

    /// A planner for problems of `world`.
    /// - Parameters:
    ///   - lanes: how many calls may be computed at once.
    ///   - name: the model's full name, for the record.
    public init(for world: SimulatedWorld, asking model: EmbeddedModel, lanes: Int = 1, named name: String) {
        self.world = world
        self.lanes = ModelLanes(model, count: lanes)
        label = name
    }

    public func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal {
        let question = try world.question(request)
        return try await lanes.withModel { model in
            let response = try await MeteredCall(
                backend: EmbeddedBackend(model), meter: meter, purpose: "action", estimator: estimator
            ).run(self.request(for: question))
            if let action = question.action(for: response.text) {
                return Proposal(action: action, confidence: exp(response.logprobs.reduce(0) { $0 + $1.logprob }))
            }
            return try await choice(for: question, by: model, meter)
        }
    }

    private func request(for question: Question) -> ModelRequest {
        ModelRequest(
            model: Model(id: ModelID(label) ?? ModelID(provider: "embedded", name: label), price: .free),
            messages: [.user(question.prompt)], toolChoice: .none, maxOutput: Self.longestAnswer, temperature: 0,
            topLogprobs: 0)
    }

    private func choice(
        for question: Question, by model: EmbeddedModel, _ meter: any CallMeter
    ) async throws -> Proposal {
        try await meter.engineCall(label, purpose: "choice") {
            let choice = try await model.choose(
                among: question.choices.map(\.text), after: question.prompt)
            let chosen = question.choices[choice.index]
            return EngineAnswer(
                value: Proposal(action: chosen.action, confidence: exp(choice.logprobs[choice.index])),
                record: chosen.text, usage: choice.usage)
        }
    }

    /// The models end their answers themselves, after no more than this.
    private static let longestAnswer = 16
}
