import Planning

/// The events of one call of a model that has several endpoints. Reading drives it; it is read once.
///
/// An endpoint that fails before anything of the answer came is followed by the next one, in the same call: nothing
/// was billed. What fails later, or may have been worked on, fails the call: another try is another call, and for
/// the caller to decide.
struct RoutedAnswer: AsyncSequence, Sendable {
    typealias Element = ModelEvent

    /// A model at one endpoint.
    struct Stop: Sendable {
        /// The model, by its name and price there.
        let model: Model
        /// Where it is, without anything secret.
        let place: String
        /// Asks it; alone is whether no other endpoint could be asked in its place.
        let ask: @Sendable (_ request: ModelRequest, _ alone: Bool) async throws -> ModelEventStream
    }

    let request: ModelRequest
    /// The endpoints, in the order in which they are asked.
    let stops: [Stop]

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(request: request, stops: stops)
    }

    struct AsyncIterator: AsyncIteratorProtocol {
        private let request: ModelRequest
        private var left: ArraySlice<Stop>
        private var current: ModelEventStream.AsyncIterator?
        private var attempts = 1
        private var hasBegun = false
        private var isOver = false
        /// Events that are there and not handed out yet, the next one last.
        private var ready: [ModelEvent] = []

        init(request: ModelRequest, stops: [Stop]) {
            self.request = request
            left = stops[...]
        }

        mutating func next() async throws -> ModelEvent? {
            while ready.isEmpty, !isOver {
                do {
                    try await advance()
                } catch let error as BackendError where mayGoOn(after: error) {
                    current = nil
                    attempts += 1
                    let next = left.first.map { "; \($0.model.id) is asked instead" } ?? ""
                    ready = [.retrying(attempt: attempts, reason: "\(error)\(next)")]
                } catch {
                    isOver = true
                    current = nil
                    throw error
                }
            }
            return ready.popLast()
        }

        private mutating func advance() async throws {
            guard var events = current else {
                guard let stop = left.popFirst() else {
                    isOver = true
                    return
                }
                var request = request
                request.model = stop.model
                current = try await stop.ask(request, left.isEmpty).makeAsyncIterator()
                ready = [.served(by: stop.model, at: stop.place)]
                return
            }
            let event = try await events.next()
            current = events
            switch event {
            case nil:
                isOver = true
                current = nil
            case .retrying(_, let reason)?:
                attempts += 1
                ready = [.retrying(attempt: attempts, reason: reason)]
            case .text?, .reasoning?, .toolCallPiece?, .toolCall?, .sealed?, .logprobs?, .usage?, .charged?:
                hasBegun = true
                ready = [event].compactMap(\.self)
            case .accepted?, .spared?, .served?, .finished?:
                ready = [event].compactMap(\.self)
            }
        }

        /// Whether another endpoint is asked: the failure is this one's, nothing can have been billed, and there is
        /// another one.
        private func mayGoOn(after error: BackendError) -> Bool {
            guard !hasBegun, !left.isEmpty, !Task.isCancelled else { return false }
            switch error.code {
            case .rateLimited, .outOfMoney, .overloaded, .serverFault, .loading, .unreachable, .untrustedCertificate,
                .missingKey, .unauthorized, .unknownModel:
                return true
            case .cutMidStream, .timedOut, .malformedResponse, .tooLarge, .badRequest: return false
            }
        }
    }
}
