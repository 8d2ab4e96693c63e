public import Planning

/// A reward model whose scores are a function of what it is asked, after a delay on an injected clock. Each
/// request is one metered call of a fixed price.
public struct ScriptedReward: RewardModel {
    public let label: String
    private let delay: Duration
    private let clock: any Clock<Duration>
    private let cost: Money?
    private let answer: @Sendable (RewardRequest) throws -> [Double]

    /// A model that answers with `answer`.
    /// - Parameters:
    ///   - delay: how long it takes, on `clock`.
    ///   - cost: what a call costs; it is reserved, and charged in full also when it is cancelled.
    public init(
        _ label: String = "reward", delay: Duration = .zero, on clock: any Clock<Duration> = ContinuousClock(),
        cost: Money? = .zero, answer: @escaping @Sendable (RewardRequest) throws -> [Double]
    ) {
        self.label = label
        self.delay = delay
        self.clock = clock
        self.cost = cost
        self.answer = answer
    }

    public func scores(for request: RewardRequest, meter: any CallMeter) async throws -> [Double] {
        let call = try meter.start(.init(model: "scripted/\(label)", purpose: "score", reservation: cost))
        func settle(_ outcome: CallSettlement.Outcome, error: String? = nil) {
            meter.settle(
                call, .init(outcome: outcome, usage: Usage(freshInput: 5, output: 1), cost: cost, error: error))
        }
        do {
            if delay > .zero { try await clock.sleep(for: delay) }
            try Task.checkCancellation()
            let scores = try answer(request)
            settle(.finished)
            return scores
        } catch is CancellationError {
            settle(.cancelled)
            throw CancellationError()
        } catch {
            settle(.failed, error: "\(error)")
            throw error
        }
    }
}
