import Planning
import Synchronization

/// The events of a draft's call, which can be cut off for a verifier that needs its place. What came by then may be
/// billed, so that the call fails, and another try is a call of its own: it waits in line like any other.
struct DraftAnswer: AsyncSequence, Sendable {
    typealias Element = ModelEvent

    /// What is known of the call besides its events.
    final class Call: Sendable {
        private struct State {
            var isSent = false
            var isCut = false
            var cut: (@Sendable () -> Void)?
        }

        private let state = Mutex(State())

        /// Whether anything was sent.
        var isSent: Bool { state.withLock { $0.isSent } }

        /// The call has its turn, and is sent.
        func begin(_ turn: TrafficTurn) {
            state.withLock { $0.isSent = true }
            turn.onYield { [weak self] in self?.yield() }
        }

        /// Says how the call is cut off.
        func onYield(_ cut: @escaping @Sendable () -> Void) {
            let isCut = state.withLock { state in
                state.cut = cut
                return state.isCut
            }
            if isCut { cut() }
        }

        private func yield() {
            let cut = state.withLock { state in
                state.isCut = true
                return state.cut
            }
            cut?()
        }
    }

    let model: ModelID
    let call: Call
    let answer: ModelEventStream

    func makeAsyncIterator() -> AsyncIterator {
        let reading = ReadAhead(answer)
        call.onYield { [weak reading] in reading?.yield() }
        return AsyncIterator(model: model, call: call, reading: reading, events: reading.events.makeAsyncIterator())
    }

    struct AsyncIterator: AsyncIteratorProtocol {
        let model: ModelID
        let call: Call
        let reading: ReadAhead
        var events: AsyncThrowingStream<ModelEvent, any Error>.AsyncIterator
        private var isComplete = false

        init(
            model: ModelID, call: Call, reading: ReadAhead,
            events: AsyncThrowingStream<ModelEvent, any Error>.AsyncIterator
        ) {
            self.model = model
            self.call = call
            self.reading = reading
            self.events = events
        }

        mutating func next() async throws -> ModelEvent? {
            do {
                let event = try await events.next()
                if case .finished? = event { isComplete = true }
                guard event == nil, !isComplete else { return event }
            } catch {
                guard reading.hasYielded, !isComplete, !Task.isCancelled else { throw error }
            }
            // The place is free when the connection is closed, and not before.
            await reading.ended()
            guard Task.isCancelled || !reading.hasYielded else {
                throw BackendError(
                    .cutMidStream, "the draft of \(model) was cut off because the verifier needed its place",
                    suggestion: "raise max_concurrency of its provider if it allows more calls at once")
            }
            guard call.isSent || !Task.isCancelled else { throw BackendError.unsent(model) }
            throw CancellationError()
        }
    }
}
