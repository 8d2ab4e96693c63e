import Synchronization

extension MeteredCall {
    /// One of two calls that run against each other.
    private struct Racer: Sendable {
        let isFirst: Bool
        let call: CallID?
        let took: Duration
        let result: Result<ModelResponse, any Error>
    }

    private enum Happening: Sendable {
        case ended(Racer)
        case firstIsLate
    }

    /// Makes a call and, if it is late, a second one. The first answer counts; the other call is cancelled, settled
    /// as it stands, and reported to the meter as replaced. A second call that cannot be paid for is not made.
    /// - Throws: what the first call throws, once neither can answer any more.
    func answer(to request: ModelRequest, hedgedBy hedging: Hedging) async throws -> ModelResponse {
        let model = request.model.id
        let delay = hedging.delay(for: model)
        return try await withThrowingTaskGroup(of: Happening.self) { group in
            group.addTask { .ended(await race(request, purpose: purpose, isFirst: true)) }
            if let delay {
                group.addTask {
                    try? await hedging.clock.sleep(for: delay)
                    return .firstIsLate
                }
            }
            var racing = 1
            var failure: (any Error)?
            while let happening = try await group.next() {
                switch happening {
                case .firstIsLate:
                    guard racing == 1, failure == nil, !group.isCancelled, !Task.isCancelled else { continue }
                    racing = 2
                    group.addTask {
                        .ended(await race(request, purpose: CallAnnouncement.hedge, isFirst: false))
                    }
                case .ended(let racer):
                    racing -= 1
                    switch racer.result {
                    case .success(let response):
                        group.cancelAll()
                        var first = racer.isFirst ? racer.took : nil
                        while let other = try await group.next() {
                            guard case .ended(let loser) = other else { continue }
                            if loser.isFirst { first = loser.took }
                            if let winner = racer.call, let call = loser.call { meter.replace(call, by: winner) }
                        }
                        // Of a call that was cut off it is known that it takes at least so long.
                        if let first { hedging.learn(first, of: model) }
                        return response
                    case .failure(let error):
                        if racer.isFirst || failure == nil { failure = error }
                        guard racing > 0 else {
                            group.cancelAll()
                            throw failure ?? error
                        }
                    }
                }
            }
            throw failure ?? CancellationError()
        }
    }

    private func race(_ request: ModelRequest, purpose: String, isFirst: Bool) async -> Racer {
        let began = stopwatch.elapsed
        let call = Mutex<CallID?>(nil)
        let result = await Result {
            try await answer(to: request, purpose: purpose) { id in call.withLock { $0 = id } }
        }
        return Racer(isFirst: isFirst, call: call.withLock { $0 }, took: stopwatch.elapsed - began, result: result)
    }
}
