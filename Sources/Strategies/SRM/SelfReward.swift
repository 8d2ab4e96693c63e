import Planning

/// What an agent thinks of candidates itself, which is what a search without a reward model asks it: it says what
/// it would do, and a candidate is worth as much as the agent is sure of it. The candidates that it would not take
/// share what is left.
struct SelfReward: RewardModel {
    /// How sure an agent is that does not say.
    private static let usualConfidence = 0.9

    private let agent: any Agent

    init(of agent: any Agent) {
        self.agent = agent
    }

    var label: String { agent.label }

    func scores(for request: RewardRequest, meter: any CallMeter) async throws -> [Double] {
        let own = try await agent.propose(
            ProposalRequest(task: request.task, trajectory: request.trajectory), meter: meter.serving(.verifier))
        let confidence = min(max(own.confidence ?? Self.usualConfidence, 0), 1)
        let others = request.candidates.count { $0.action != own.action }
        return request.candidates.map { candidate in
            candidate.action == own.action ? confidence : (1 - confidence) / Double(max(others, 1))
        }
    }
}
