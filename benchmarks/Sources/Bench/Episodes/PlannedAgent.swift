import Planning

/// An agent that follows a plan, at once or after a while, and meters one call a step.
struct PlannedAgent: Agent {
    let label: String
    let plan: Plan
    var delay: Duration?
    /// In 64 of how many cases a proposal is the plan's own.
    var agreementOf64 = 64

    func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal {
        let call = try meter.start(.init(model: label, purpose: "action", reservation: .zero))
        func settle(_ outcome: CallSettlement.Outcome) {
            let usage = Usage(freshInput: 100, output: 10, provenance: .counted)
            meter.settle(call, .init(outcome: outcome, usage: usage, cost: .zero))
        }
        do {
            if let delay { try await ContinuousClock().sleep(for: delay) }
        } catch {
            settle(.cancelled)
            throw error
        }
        let isRight = Int(truncatingIfNeeded: request.trajectory.fingerprint >> 40) & 63 < agreementOf64
        let action = plan.step(after: request.trajectory, isRight: isRight)
        settle(.finished)
        return Proposal(action: action)
    }
}
