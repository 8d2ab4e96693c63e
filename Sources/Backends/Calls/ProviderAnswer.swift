import Planning

/// The events of one call, all its attempts included. Reading drives it; it is read once.
struct ProviderAnswer: AsyncSequence, Sendable {
    let request: ModelRequest
    let backend: ProviderBackend
    /// Where a draft learns that its place is needed.
    let draft: DraftAnswer.Call?

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(request: request, backend: backend, draft: draft)
    }

    struct AsyncIterator: AsyncIteratorProtocol {
        private enum State {
            /// An attempt is to be made, after the wait if there is one.
            case pending(after: Duration?)
            /// An attempt is being read.
            case reading(ProviderExchange)
            /// Everything has been said; what is left is to read the reply to its end.
            case draining(ProviderExchange)
            /// The answer is complete, or failed for good.
            case over
        }

        private let request: ModelRequest
        private let backend: ProviderBackend
        private let draft: DraftAnswer.Call?
        private let stopwatch: Stopwatch
        private let total: Duration
        private var state = State.pending(after: nil)
        private var attempt = 1
        /// The right to the attempt that is being made.
        private var turn: TrafficTurn?
        /// The tokens that the answer has used, once that is told.
        private var used: Int?
        /// Events that are there and not handed out yet, the next one last.
        private var ready: [ModelEvent] = []

        init(request: ModelRequest, backend: ProviderBackend, draft: DraftAnswer.Call?) {
            self.request = request
            self.backend = backend
            self.draft = draft
            stopwatch = Stopwatch(backend.clock)
            total = Swift.min(request.timeout ?? backend.provider.timeouts.total, backend.provider.timeouts.total)
        }

        mutating func next() async throws -> ModelEvent? {
            while ready.isEmpty {
                if case .over = state { return nil }
                do {
                    try await advance()
                } catch let error as BackendError {
                    try recover(from: error)
                } catch let refusal as TrafficRefusal {
                    state = .over
                    throw refusal.error
                } catch {
                    state = .over
                    throw error
                }
            }
            return ready.popLast()
        }

        private mutating func advance() async throws {
            switch state {
            case .pending(let pause):
                try await BackendError.beforeSending(to: request.model.id) {
                    if let pause { try await CallPause.during { try await backend.clock.sleep(for: pause) } }
                }
                let exchange = try await ProviderExchange(
                    request, over: backend, timeout: Swift.max(total - stopwatch.elapsed, .milliseconds(1)),
                    turn: &turn, draft: draft)
                state = .reading(exchange)
                ready = [.accepted(requestID: exchange.requestID)]
            case .reading(var exchange):
                let events = try await exchange.next()
                for case .usage(let usage, _) in events { used = usage.input + usage.output }
                state = exchange.isFinished ? .draining(exchange) : .reading(exchange)
                if exchange.isFinished {
                    turn?.succeeded(using: used)
                    backend.board?.answered(request.model.id, after: exchange.stopwatch.elapsed)
                }
                ready = events.reversed()
            case .draining(var exchange):
                state = .over
                await exchange.drain()
                turn = nil
            case .over:
                break
            }
        }

        /// Prepares another attempt, or fails for good.
        private mutating func recover(from error: BackendError) throws {
            // Ends the exchange and gives its turn to another call, also while this one waits.
            state = .over
            turn?.failed(error)
            turn = nil
            // The failure itself says more than that nobody waits any more: it may have cost nothing.
            guard !Task.isCancelled,
                let delay = backend.jitter.delay(afterAttempt: attempt, failing: error, by: backend.policy),
                stopwatch.elapsed + delay < total
            else { throw error }
            attempt += 1
            state = .pending(after: delay)
            ready = [.retrying(attempt: attempt, reason: "\(error)")]
        }
    }
}
