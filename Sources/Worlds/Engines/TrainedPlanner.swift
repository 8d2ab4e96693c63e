public import EmbeddedEngine
import Foundation
public import Planning

/// A planner that asks a small model which was trained on a world: one of those that come with the
/// program, running in this process.
///
/// The model writes its answer freely and is sure of it as far as its own probabilities go. Where it
/// writes what is no move, it has to choose among those that are.
public struct TrainedPlanner: Agent {
    public let label: String
    private let world: SimulatedWorld
    private let model: EmbeddedModel
    private let backend: EmbeddedBackend
    private let estimator = SharedUsageEstimator()

    /// A planner for problems of `world` that asks `model`.
    /// - Parameter name: the model's full name, for the record.
    public init(for world: SimulatedWorld, asking model: EmbeddedModel, named name: String) {
        self.world = world
        self.model = model
        label = name
        backend = EmbeddedBackend(model)
    }

    public func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal {
        let question = try world.question(request)
        let response = try await MeteredCall(
            backend: backend, meter: meter, purpose: "action", estimator: estimator
        ).run(self.request(for: question))
        guard let action = question.action(for: response.text) else {
            return try await chosen(for: question, meter)
        }
        return Proposal(action: action, confidence: exp(response.logprobs.reduce(0) { $0 + $1.logprob }))
    }

    private func request(for question: Question) -> ModelRequest {
        ModelRequest(
            model: Model(id: ModelID(label) ?? ModelID(provider: "embedded", name: label), price: .free),
            messages: [.user(question.prompt)], toolChoice: .none, maxOutput: Self.longestAnswer, temperature: 0,
            stop: [Self.end], topLogprobs: 0)
    }

    private func chosen(for question: Question, _ meter: any CallMeter) async throws -> Proposal {
        try await meter.engineCall(label, purpose: "choice") {
            let choice = try await model.choose(
                among: question.choices.map { $0.text + Self.end }, after: question.prompt)
            let chosen = question.choices[choice.index]
            return EngineAnswer(
                proposal: Proposal(action: chosen.action, confidence: exp(choice.logprobs[choice.index])),
                record: chosen.text, usage: choice.usage)
        }
    }

    /// What ends an answer in the texts that the models were trained on.
    private static let end = "\n"
    private static let longestAnswer = 16
}
