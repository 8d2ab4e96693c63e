public import EmbeddedEngine
import Foundation
public import Planning

/// Asks a small model that was trained to know good steps of a world: one of those that come with the program,
/// running in this process.
///
/// All candidates are computed side by side, and what their texts share, which is nearly everything, is computed
/// once. A step that is no possible move is worth 0 without being asked about.
public struct TrainedReward: RewardModel {
    private let model: Model
    private let world: SimulatedWorld
    private let lanes: ModelLanes
    private let reading = TaskReading()

    /// A reward model for problems of `world`.
    /// - Parameters:
    ///   - lanes: how many requests may be computed at once.
    ///   - limit: how many calls of all models that share it are computed at once.
    ///   - description: the model's name and what it costs.
    /// - Throws: ``RewardError`` for a model that scores nothing.
    public init(
        for world: SimulatedWorld, asking model: EmbeddedModel, lanes: Int = 1, within limit: ConcurrencyLimit? = nil,
        knownAs description: Model
    ) throws(RewardError) {
        guard model.isReward else {
            throw RewardError(.unsuited, "“\(description.id)” writes answers and scores nothing; name a reward model")
        }
        self.world = world
        self.lanes = ModelLanes(model, count: lanes, within: limit)
        self.model = description
    }

    public var label: String { model.id.description }

    public func scores(for request: RewardRequest, meter: any CallMeter) async throws -> [Double] {
        let question: Question
        do throws(AgentError) {
            question = try reading.dialect(of: request.task, in: world).question(after: request.trajectory)
        } catch {
            throw RewardError(.unsuited, error.description)
        }
        let texts = request.candidates.map { candidate in
            question.answer(for: candidate.action).map(question.review)
        }
        return try await lanes.withModel { model in
            try await meter.engineCall(self.model, purpose: "score") {
                let said = try await model.scores(of: texts.compactMap(\.self))
                var values = said.map(\.value).makeIterator()
                let scores = texts.map { $0 == nil ? 0 : Logistic.chance(values.next() ?? -.infinity) }
                return EngineAnswer(
                    value: scores, record: scores.map { String(format: "%.3f", $0) }.joined(separator: " "),
                    usage: said.reduce(.zero) { $0 + $1.usage })
            }
        }
    }
}
