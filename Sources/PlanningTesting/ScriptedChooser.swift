public import Planning

/// A ``ScriptedAgent`` that can also choose among drafts, by a function of what it is asked.
public struct ScriptedChooser: Chooser {
    private let agent: ScriptedAgent
    private let delay: Duration
    private let clock: any Clock<Duration>
    private let cost: Money?
    private let ballot: @Sendable (ChoiceRequest) throws -> Ballot

    public var label: String { agent.label }

    public var checksDrafts: Bool { agent.checksDrafts }

    /// An agent that proposes as `agent` does and chooses by `ballot`.
    /// - Parameters:
    ///   - delay: how long a choice takes, on `clock`.
    ///   - cost: what it costs.
    public init(
        _ agent: ScriptedAgent, delay: Duration = .zero, on clock: any Clock<Duration> = ContinuousClock(),
        cost: Money? = .zero, ballot: @escaping @Sendable (ChoiceRequest) throws -> Ballot
    ) {
        self.agent = agent
        self.delay = delay
        self.clock = clock
        self.cost = cost
        self.ballot = ballot
    }

    public func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal {
        try await agent.propose(request, meter: meter)
    }

    public func choose(_ request: ChoiceRequest, meter: any CallMeter) async throws -> Ballot {
        let call = try meter.start(.init(model: "scripted/\(label)", purpose: "choice", reservation: cost))
        do {
            if delay > .zero { try await clock.sleep(for: delay) }
            try Task.checkCancellation()
            let ballot = try ballot(request)
            meter.settle(call, .init(outcome: .finished, usage: .zero, cost: cost))
            return ballot
        } catch {
            let cancelled = error is CancellationError
            meter.settle(
                call, .init(outcome: cancelled ? .cancelled : .failed, usage: .zero, cost: cost, error: "\(error)"))
            throw error
        }
    }
}

extension Ballot {
    /// A ballot for one option, or none, that is certain of it.
    public static func certain(_ option: Int?, among count: Int, soundness: Double? = 0.9) -> Ballot {
        Ballot(
            shares: (0..<count).map { $0 == option ? 1 : 0 },
            soundness: (0..<count).map { $0 == option ? soundness : soundness.map { 1 - $0 } }, votes: [option])
    }
}
