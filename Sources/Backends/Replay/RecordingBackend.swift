public import Planning

/// Passes requests on to another backend and records what comes back. Calls that are cancelled on
/// the way are not recorded: what they would have answered is not known.
public struct RecordingBackend: ModelBackend {
    private let base: any ModelBackend
    private let record: @Sendable (RecordedAnswer) -> Void

    /// Records the calls of `base`; `record` takes each one as it ends, from any thread.
    public init(_ base: any ModelBackend, record: @escaping @Sendable (RecordedAnswer) -> Void) {
        self.base = base
        self.record = record
    }

    public func respond(to request: ModelRequest) async throws -> ModelEventStream {
        do {
            return ModelEventStream(
                Recorded(request: request, base: try await base.respond(to: request), record: record))
        } catch let error as BackendError {
            record(RecordedAnswer(to: request, events: [], failure: error))
            throw error
        }
    }

    private struct Recorded: AsyncSequence, Sendable {
        let request: ModelRequest
        let base: ModelEventStream
        let record: @Sendable (RecordedAnswer) -> Void

        func makeAsyncIterator() -> AsyncIterator {
            AsyncIterator(request: request, base: base.makeAsyncIterator(), record: record)
        }

        struct AsyncIterator: AsyncIteratorProtocol {
            let request: ModelRequest
            var base: ModelEventStream.AsyncIterator
            let record: @Sendable (RecordedAnswer) -> Void
            var events: [ModelEvent] = []

            mutating func next() async throws -> ModelEvent? {
                do {
                    guard let event = try await base.next() else { return nil }
                    events.append(event)
                    // The last event: whoever reads may not ask for more.
                    if case .finished = event { record(RecordedAnswer(to: request, events: events)) }
                    return event
                } catch let error as BackendError {
                    if !Task.isCancelled { record(RecordedAnswer(to: request, events: events, failure: error)) }
                    throw error
                }
            }
        }
    }
}
