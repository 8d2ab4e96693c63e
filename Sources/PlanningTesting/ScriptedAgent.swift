public import Planning

/// An agent whose answers are a function of what it is asked, after a delay on an injected clock.
/// Each proposal is one metered call of a fixed price.
public struct ScriptedAgent: Agent {
    public let label: String
    private let delay: Duration
    private let checking: Duration?
    private let clock: any Clock<Duration>
    private let cost: Money?
    private let purpose: String
    private let answer: @Sendable (ProposalRequest) throws -> Action

    /// An agent that answers with `answer`.
    /// - Parameters:
    ///   - delay: how long it takes, on `clock`.
    ///   - checking: how long it takes where it was told the right draft; nil for an agent that is told none.
    ///   - cost: what a call costs; it is reserved, and charged in full also when it is cancelled.
    ///   - purpose: what a call is said to be for.
    public init(
        _ label: String, delay: Duration = .zero, checking: Duration? = nil,
        on clock: any Clock<Duration> = ContinuousClock(), cost: Money? = .zero, purpose: String = "action",
        answer: @escaping @Sendable (ProposalRequest) throws -> Action
    ) {
        self.label = label
        self.delay = delay
        self.checking = checking
        self.clock = clock
        self.cost = cost
        self.purpose = purpose
        self.answer = answer
    }

    public var checksDrafts: Bool { checking != nil }

    public func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal {
        let call = try meter.start(.init(model: "scripted/\(label)", purpose: purpose, reservation: cost))
        func settle(
            _ outcome: CallSettlement.Outcome, _ provenance: Provenance, error: String? = nil,
            unaided: CallSettlement.Unaided? = nil
        ) {
            let usage = Usage(freshInput: 10, output: 1, provenance: provenance)
            meter.settle(call, .init(outcome: outcome, usage: usage, cost: cost, error: error, unaided: unaided))
        }
        do {
            let isGuessed = request.draft != nil && request.draft == (try? answer(request))
            let needed = isGuessed ? checking ?? delay : delay
            if needed > .zero { try await clock.sleep(for: needed) }
            try Task.checkCancellation()
            let action = try answer(request)
            settle(.finished, .counted, unaided: isGuessed ? .init(duration: delay, cost: cost) : nil)
            return Proposal(action: action)
        } catch is CancellationError {
            settle(.cancelled, .estimated)
            throw CancellationError()
        } catch {
            settle(.failed, .counted, error: "\(error)")
            throw error
        }
    }
}
