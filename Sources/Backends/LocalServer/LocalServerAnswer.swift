import Planning

/// The events of one call to a local server, all its attempts included. Reading drives it; it is read
/// once.
struct LocalServerAnswer: AsyncSequence, Sendable {
    typealias Element = ModelEvent

    let request: ModelRequest
    let backend: LocalServerBackend

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(request: request, backend: backend)
    }

    struct AsyncIterator: AsyncIteratorProtocol {
        /// An attempt that is being read.
        private struct Attempt {
            let port: Int
            let turn: SlotTurn
            let reading: ReadAhead
            var events: AsyncThrowingStream<ModelEvent, any Error>.AsyncIterator
        }

        private let request: ModelRequest
        private let backend: LocalServerBackend
        private var current: Attempt?
        private var attempts = 0
        private var failures = 0
        private var isOver = false
        /// Whether the whole answer is there.
        private var isComplete = false
        /// How long earlier attempts have used the server.
        private var usedBefore = Duration.zero
        /// Events that are there and not handed out yet, the next one last.
        private var ready: [ModelEvent] = []
        /// How often a server that was ready may turn out to be gone.
        private static let mostFailures = 2

        init(request: ModelRequest, backend: LocalServerBackend) {
            self.request = request
            self.backend = backend
        }

        mutating func next() async throws -> ModelEvent? {
            while ready.isEmpty {
                if isOver { return nil }
                do {
                    try await advance()
                } catch {
                    try await recover(from: error)
                }
            }
            return ready.popLast()
        }

        private mutating func advance() async throws {
            guard var attempt = current else {
                current = try await begin()
                return
            }
            let event = try await attempt.events.next()
            current = attempt
            guard let event else {
                // A reading that was ended by others may end quietly.
                if attempt.reading.hasYielded, !isComplete { throw CancellationError() }
                isOver = true
                current = nil
                return
            }
            if case .finished = event { isComplete = true }
            ready = [event]
            // Said with every event, so that also a call that is cut off knows what it has used. Before
            // the event, because the last one ends the answer.
            if let rate = request.model.hourlyRate, request.model.price == nil,
                let cost = Money(dollars: rate.dollars * (usedBefore + attempt.turn.used).seconds / 3600)
            {
                ready.append(.charged(cost))
            }
        }

        /// Waits for the server and for a slot, and asks.
        private mutating func begin() async throws -> Attempt {
            attempts += 1
            let backend = backend
            let place = backend.place?.take()
            let (port, turn) = try await BackendError.beforeSending(to: request.model.id) {
                do {
                    // The server first: only then is it known how many slots there are.
                    _ = try await backend.server.port()
                    let turn = try await backend.server.enter(backend.role, from: place)
                    return (try await backend.server.port(), turn)
                } catch let error as LocalServerError {
                    throw BackendError(error)
                }
            }
            let reading = ReadAhead(try await backend.connect(port).respond(to: request))
            if backend.role == .drafter { turn.onYield { reading.yield() } }
            return Attempt(port: port, turn: turn, reading: reading, events: reading.events.makeAsyncIterator())
        }

        /// Prepares another attempt, or fails for good.
        private mutating func recover(from error: any Error) async throws {
            let attempt = current
            current = nil
            if let attempt { usedBefore += attempt.turn.used }
            if let attempt, attempt.reading.hasYielded, !isComplete, !Task.isCancelled {
                // The slot is free when the connection is closed, and not before.
                await attempt.reading.ended()
                ready = [.retrying(attempt: attempts + 1, reason: "the verifier needed the slot")]
                return
            }
            isOver = true
            guard !isComplete else { return }
            guard let failure = error as? BackendError, let attempt, !Task.isCancelled else { throw error }
            switch failure.code {
            case .unreachable, .serverFault:
                // Nothing of an answer had come: the server may have crashed, and come back.
                failures += 1
                guard failure.status == nil, failures <= Self.mostFailures else { throw failure }
                isOver = false
                ready = [.retrying(attempt: attempts + 1, reason: "\(await backend.server.account(of: failure))")]
            case .cutMidStream:
                throw await backend.server.account(of: failure)
            case .unknownModel:
                let names = await backend.probe(attempt.port).models()
                guard !names.isEmpty else { throw failure }
                throw BackendError(
                    .unknownModel, failure.message,
                    suggestion: "the server has " + names.prefix(8).map { "“\($0)”" }.joined(separator: ", "),
                    status: failure.status, requestID: failure.requestID)
            default: throw failure
            }
        }
    }
}
