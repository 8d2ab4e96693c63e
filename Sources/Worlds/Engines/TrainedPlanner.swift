public import EmbeddedEngine
import Foundation
public import Planning

/// A planner that asks a small model which was trained on a world: one of those that come with the
/// program, running in this process.
///
/// A draft of the step it is asked for is checked in one pass, which takes less than half of the time; the answer
/// is the same. The model writes its answer freely and is as sure of it as its own probabilities say. Where it writes
/// what is no move, it has to choose among those that are. Asked for several answers it draws them at their
/// temperature. A call takes one processor, and waiting for other
/// calls of this planner is no part of it: its duration says what the work takes.
///
/// A planner that may try several moves plays each to the end before it settles on one, and looks at no draft.
public struct TrainedPlanner: Agent {
    let model: Model
    let world: SimulatedWorld
    let lanes: ModelLanes
    let attempts: Int
    private let seed: UInt64
    private let estimator = SharedUsageEstimator()
    let reading = TaskReading()

    /// A planner for problems of `world`.
    /// - Parameters:
    ///   - lanes: how many calls may be computed at once.
    ///   - limit: how many calls of all models that share it are computed at once.
    ///   - description: the model's name and what it costs.
    ///   - attempts: how many moves are played to the end until one reaches the goal; with one, the first is taken
    ///     as it is.
    ///   - seed: that of the draws.
    public init(
        for world: SimulatedWorld, asking model: EmbeddedModel, lanes: Int = 1, within limit: ConcurrencyLimit? = nil,
        knownAs description: Model, attempts: Int = 1, seed: UInt64 = 0
    ) {
        self.attempts = attempts
        self.seed = seed
        self.world = world
        self.lanes = ModelLanes(model, count: lanes, within: limit)
        self.model = description
    }

    public var label: String { model.id.description }

    public var checksDrafts: Bool { attempts == 1 }

    public var answersAtOnce: Int? { lanes.count }

    public func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal {
        let dialect = try reading.dialect(of: request.task, in: world)
        return try await lanes.withModel { model in
            guard attempts > 1 else {
                return try await answer(dialect.question(after: request.trajectory), request, by: model, meter)
            }
            return try await lookingAhead(request, in: dialect, by: model, meter)
        }
    }

    /// What the model says by itself.
    func answer(
        _ question: Question, _ request: ProposalRequest, by embedded: EmbeddedModel, _ meter: any CallMeter
    ) async throws -> Proposal {
        let response = try await MeteredCall(
            backend: EmbeddedBackend(embedded), meter: meter, purpose: "action", estimator: estimator
        ).run(self.request(for: question, request))
        if let action = question.action(for: response.text) {
            return Proposal(action: action, confidence: exp(response.logprobs.reduce(0) { $0 + $1.logprob }))
        }
        return try await choice(for: question, request.sampling, by: embedded, meter)
    }

    private func request(for question: Question, _ request: ProposalRequest) -> ModelRequest {
        ModelRequest(
            model: model, messages: [.user(question.prompt)], toolChoice: .none, maxOutput: Self.longestAnswer,
            temperature: request.sampling?.temperature ?? 0, seed: request.sampling?.seed(from: seed), topLogprobs: 0,
            guess: request.draft.flatMap(question.answer))
    }

    private func choice(
        for question: Question, _ sampling: ProposalRequest.Sampling?, by embedded: EmbeddedModel,
        _ meter: any CallMeter
    ) async throws -> Proposal {
        let (index, choice) = try await choice(among: question, sampling, by: embedded, meter)
        return Proposal(action: question.choices[index].action, confidence: exp(choice.logprobs[index]))
    }

    /// How likely the model thinks each of the possible answers, and which of them it gives.
    func choice(
        among question: Question, _ sampling: ProposalRequest.Sampling?, by embedded: EmbeddedModel,
        _ meter: any CallMeter
    ) async throws -> (index: Int, Choice) {
        try await meter.engineCall(model, purpose: "choice") {
            let choice = try await embedded.choose(among: question.choices.map(\.text), after: question.prompt)
            let index = sampling.map { draw($0, from: choice) } ?? choice.index
            return EngineAnswer(
                value: (index, choice), record: question.choices[index].text, usage: choice.usage)
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
