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
        do {
            if let delay { try await ContinuousClock().sleep(for: delay) }
        } catch {
            settle(call, .cancelled, with: meter)
            throw error
        }
        settle(call, .finished, with: meter)
        return proposal(after: request.trajectory)
    }

    // Apart from `propose`, so that a call that sleeps holds as little as possible.

    @inline(never)
    private func settle(_ call: CallID, _ outcome: CallSettlement.Outcome, with meter: any CallMeter) {
        let usage = Usage(freshInput: 100, output: 10, provenance: .counted)
        meter.settle(call, .init(outcome: outcome, usage: usage, cost: .zero))
    }

    @inline(never)
    private func proposal(after trajectory: Trajectory) -> Proposal {
        let isRight = Int(truncatingIfNeeded: trajectory.fingerprint >> 40) & 63 < agreementOf64
        return Proposal(action: plan.step(after: trajectory, isRight: isRight))
    }
}
