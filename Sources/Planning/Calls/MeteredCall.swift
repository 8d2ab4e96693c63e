/// The one way to call a model: announces the call, reads the whole answer, and settles the call
/// exactly once, however it ends.
///
/// Guarantees: no request leaves before its reservation is granted; what the call used is booked
/// before anyone looks at the answer; a call that fails or is cancelled on the way is booked with
/// what its provider's books say of it where they can be asked, and else with an estimate, marked as
/// such; a call that the provider refused, or that was cancelled before it was sent, is booked with
/// nothing.
public struct MeteredCall: Sendable {
    private let backend: any ModelBackend
    let meter: any CallMeter
    let purpose: String
    private let endpoint: String?
    private let estimator: SharedUsageEstimator
    let stopwatch: Stopwatch
    let hedging: Hedging?

    /// Calls to `backend`, booked on `meter`.
    /// - Parameters:
    ///   - purpose: What the calls are for: `action`, `thought`, `debate 1 A`…
    ///   - endpoint: Where they go, without anything secret; nil in process.
    ///   - estimator: Shared by all calls that may learn from each other.
    ///   - stopwatch: Measures how long a call takes, for models that are paid by the hour.
    ///   - hedging: Says when a second call is made beside one that takes long; nil never makes any.
    public init(
        backend: any ModelBackend, meter: any CallMeter, purpose: String, endpoint: String? = nil,
        estimator: SharedUsageEstimator = SharedUsageEstimator(), stopwatch: Stopwatch = Stopwatch(ContinuousClock()),
        hedging: Hedging? = nil
    ) {
        self.backend = backend
        self.meter = meter
        self.purpose = purpose
        self.endpoint = endpoint
        self.estimator = estimator
        self.stopwatch = stopwatch
        self.hedging = hedging
    }

    /// Makes one call, or two where the first takes long and it is worth it. A cut in the middle of the answer is not
    /// tried again here, because what came may have been billed: whoever wants another try calls `run` again, which
    /// is a call of its own.
    /// - Throws: ``LimitReached`` before anything is sent; ``BackendError``, or `CancellationError`
    ///   once the task is cancelled, after the call is settled.
    public func run(_ request: ModelRequest) async throws -> ModelResponse {
        guard let hedging else { return try await answer(to: request, purpose: purpose) }
        return try await answer(to: request, hedgedBy: hedging)
    }

    /// Makes one call.
    /// - Parameter announced: told the call's number as soon as it has one.
    func answer(
        to request: ModelRequest, purpose: String, announced: (CallID) -> Void = { _ in }
    ) async throws -> ModelResponse {
        try Task.checkCancellation()
        let time = meter.now
        let estimate = estimator.current
        let call = try meter.start(
            CallAnnouncement(
                model: request.model.id.description, purpose: purpose, endpoint: endpoint,
                reservation: estimate.reservation(for: request, at: time), tokens: estimate.mostTokens(for: request)))
        announced(call)
        let began = stopwatch.elapsed
        var tally = ResponseTally()
        do {
            let pause = CallPause { [meter] in meter.noteWaiting(of: call, $0) }
            try await CallPause.$current.withValue(pause) {
                try await read(request, into: &tally, call: call)
            }
        } catch {
            let cancelled = error is CancellationError || Task.isCancelled
            let billed = tally.isAccepted || (error as? BackendError)?.mayBeBilled ?? true
            settle(
                call, request, tally, at: time, outcome: cancelled ? .cancelled : .failed,
                usage: billed ? tally.usage(of: request, by: estimator.current, age: stopwatch.elapsed - began) : .zero,
                error: error, began: began)
            throw cancelled ? CancellationError() : error
        }
        let took = stopwatch.elapsed - began
        let known = estimator.current
        let usage = tally.usage(of: request, by: known, age: took)
        settle(call, request, tally, at: time, outcome: .finished, usage: usage, error: nil, began: began)
        estimator.learn(
            from: usage, of: request, seen: tally.seenTokens(of: request, by: known), duration: took)
        return ModelResponse(
            text: tally.text, reasoning: tally.reasoning, toolCalls: tally.toolCalls, sealed: tally.sealed,
            logprobs: tally.logprobs, usage: usage, finishReason: tally.finishReason ?? .other,
            requestID: tally.requestID)
    }

    private func read(_ request: ModelRequest, into tally: inout ResponseTally, call: CallID) async throws {
        var hasBegun = false
        do {
            for try await event in try await backend.respond(to: request) {
                if tally.record(event), !hasBegun {
                    hasBegun = true
                    meter.firstToken(of: call)
                }
            }
        } catch {
            // What goes wrong after a complete answer takes nothing away from it.
            guard tally.finishReason != nil else { throw error }
        }
        guard tally.finishReason == nil else { return }
        // A stream may end quietly when its task is cancelled.
        try Task.checkCancellation()
        throw BackendError(
            .cutMidStream, "the answer of \(request.model.id) ended before it was complete",
            suggestion: "try again", requestID: tally.requestID)
    }

    private func settle(
        _ call: CallID, _ request: ModelRequest, _ tally: ResponseTally, at time: UTCInstant?,
        outcome: CallSettlement.Outcome, usage: Usage, error: (any Error)?, began: Duration
    ) {
        let duration = stopwatch.elapsed - began
        let model = tally.server?.model ?? request.model
        // What the provider itself says that it charges needs no price.
        let price = tally.charged == nil ? model.applied(to: usage, at: time) : nil
        let cost = tally.charged ?? model.cost(of: usage, duration: duration, price: price?.price)
        let unaided = tally.spared.map { spared in
            CallSettlement.Unaided(
                duration: duration + spared,
                cost: tally.charged ?? model.cost(of: usage, duration: duration + spared, price: price?.price))
        }
        let settlement = CallSettlement(
            outcome: outcome, usage: usage, cost: cost, price: price?.price == .free ? nil : price,
            attempts: tally.attempts, error: outcome == .failed ? error.map { "\($0)" } : nil,
            rawUsage: tally.rawUsage, requestID: tally.requestID ?? (error as? BackendError)?.requestID,
            response: tally.transcript, unaided: unaided,
            server: tally.server.map { .init(model: $0.model.id.description, endpoint: $0.place) })
        // What was cut off is estimated, unless the provider did say what it charges, or can be asked.
        var served = request
        served.model = model
        guard outcome != .finished, tally.isAccepted, tally.charged == nil, let id = tally.requestID,
            let account = backend.account(of: id, for: served)
        else { return meter.settle(call, settlement) }
        meter.settle(call, settlement) { await account().map { settlement.corrected(by: $0) } }
    }
}

extension BackendError {
    /// Whether the provider may have worked on a call that failed like this.
    var mayBeBilled: Bool {
        switch code {
        case .cutMidStream, .timedOut, .malformedResponse: true
        case .rateLimited, .outOfMoney, .overloaded, .serverFault, .loading, .tooLarge, .badRequest, .missingKey,
            .unauthorized, .unknownModel, .unreachable, .untrustedCertificate:
            false
        }
    }
}
