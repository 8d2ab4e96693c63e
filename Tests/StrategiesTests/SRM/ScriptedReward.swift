import Planning

/// A reward model whose scores are a function of the step and of what came before.
struct ScriptedReward: RewardModel {
    var label = "scripted"
    var cost: Money? = .zero
    let score: @Sendable (Proposal, Trajectory) throws -> Double

    func scores(for request: RewardRequest, meter: any CallMeter) async throws -> [Double] {
        let call = try meter.start(.init(model: "scripted/reward", purpose: "score", reservation: cost))
        do {
            let scores = try request.candidates.map { try score($0, request.trajectory) }
            meter.settle(call, .init(outcome: .finished, usage: .zero, cost: cost))
            return scores
        } catch {
            meter.settle(call, .init(outcome: .failed, usage: .zero, cost: cost, error: "\(error)"))
            throw error
        }
    }
}
