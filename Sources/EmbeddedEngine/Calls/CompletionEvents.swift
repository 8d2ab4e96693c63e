import Planning

/// The events of one completion. Reading drives it.
struct CompletionEvents: AsyncSequence, Sendable {
    typealias Element = ModelEvent

    let call: CallHandle

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(call: call) }

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let call: CallHandle
        private var events: ArraySlice<ModelEvent> = [.accepted(requestID: nil)]
        private var hasBegun = false
        private var isFinished = false

        fileprivate init(call: CallHandle) {
            self.call = call
        }

        mutating func next() async throws -> ModelEvent? {
            while events.isEmpty {
                guard !isFinished else { return nil }
                // Whoever is about to call can do so now, and shares the next passes.
                if hasBegun { await Task.yield() }
                hasBegun = true
                let output = try await call.next()
                events = output.events[...]
                isFinished = output.isFinished
            }
            return events.popFirst()
        }
    }
}
