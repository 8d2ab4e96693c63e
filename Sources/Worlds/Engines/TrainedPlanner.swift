public import EmbeddedEngine
import Foundation
public import Planning

/// A planner that asks a small model which was trained on a world: one of those that come with the
/// program, running in this process.
///
/// The model writes its answer freely and is as sure of it as its own probabilities say. Where it writes
/// what is no move, it has to choose among those that are. Asked for several answers it draws them at their
/// temperature. A call takes one processor, and waiting for other
/// calls of this planner is no part of it: its duration says what the work takes.
public struct TrainedPlanner: Agent {
    public let label: String
    let world: SimulatedWorld
    let lanes: ModelLanes
    private let seed: UInt64
    private let estimator = SharedUsageEstimator()

    /// A planner for problems of `world`.
    /// - Parameters:
    ///   - lanes: how many calls may be computed at once.
    ///   - name: the model's full name, for the record.
    ///   - seed: that of the draws.
    public init(
        for world: SimulatedWorld, asking model: EmbeddedModel, lanes: Int = 1, named name: String, seed: UInt64 = 0
    ) {
        self.seed = seed
        self.world = world
        self.lanes = ModelLanes(model, count: lanes)
        label = name
    }

    public func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal {
        let question = try world.question(request)
        return try await lanes.withModel { model in
            let response = try await MeteredCall(
                backend: EmbeddedBackend(model), meter: meter, purpose: "action", estimator: estimator
            ).run(self.request(for: question, request.sampling))
            if let action = question.action(for: response.text) {
                return Proposal(action: action, confidence: exp(response.logprobs.reduce(0) { $0 + $1.logprob }))
            }
            return try await choice(for: question, request.sampling, by: model, meter)
        }
    }

    private func request(for question: Question, _ sampling: ProposalRequest.Sampling?) -> ModelRequest {
        ModelRequest(
            model: Model(id: ModelID(label) ?? ModelID(provider: "embedded", name: label), price: .free),
            messages: [.user(question.prompt)], toolChoice: .none, maxOutput: Self.longestAnswer,
            temperature: sampling?.temperature ?? 0, seed: sampling?.seed(from: seed), topLogprobs: 0)
    }

    private func choice(
        for question: Question, _ sampling: ProposalRequest.Sampling?, by model: EmbeddedModel, _ meter: any CallMeter
    ) async throws -> Proposal {
        try await meter.engineCall(label, purpose: "choice") {
            let choice = try await model.choose(
                among: question.choices.map(\.text), after: question.prompt)
            let index = sampling.map { draw($0, from: choice) } ?? choice.index
            let chosen = question.choices[index]
            return EngineAnswer(
                value: Proposal(action: chosen.action, confidence: exp(choice.logprobs[index])),
                record: chosen.text, usage: choice.usage)
        }
    }

    /// A choice, drawn by how likely each is at the temperature.
    private func draw(_ sampling: ProposalRequest.Sampling, from choice: Choice) -> Int {
        guard sampling.temperature > 0 else { return choice.index }
        let weights = choice.logprobs.map { exp(($0 - choice.logprobs[choice.index]) / sampling.temperature) }
        var generator = SeededGenerator(seed: sampling.seed(from: seed))
        var rest = Double.random(in: 0..<weights.reduce(0, +), using: &generator)
        for (index, weight) in weights.enumerated() {
            if rest < weight { return index }
            rest -= weight
        }
        return choice.index
    }

    /// The models end their answers themselves, after no more than this.
    private static let longestAnswer = 16
}
