import Planning

/// A drafter whose drafts count only when they are there in time: where every step waits for its draft, one
/// that never ends would be waited for for ever.
struct PunctualDrafter: Agent {
    let drafter: any Agent
    let patience: Patience

    var label: String { drafter.label }

    func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal {
        let proposal = try await patience.whileWaiting { [drafter] in
            try await drafter.propose(request, meter: meter)
        }
        guard let proposal else {
            throw BackendError(
                .timedOut, "\(label) gave no draft within \(patience.limit.spoken); the verifier decides the step")
        }
        return proposal
    }
}
