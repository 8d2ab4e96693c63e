/// The events of one answer. Reading drives the call: nothing is fetched ahead without bound, and
/// dropping the stream or cancelling the reading task ends the call and closes its connection.
public struct ModelEventStream: AsyncSequence, Sendable {
    public typealias Element = ModelEvent
    public typealias Failure = any Error

    private let makeIterator: @Sendable () -> AsyncIterator

    /// Wraps a sequence of events that is read once.
    public init<Base: AsyncSequence & Sendable>(_ base: Base) where Base.Element == ModelEvent {
        makeIterator = {
            var iterator = base.makeAsyncIterator()
            return AsyncIterator { try await iterator.next() }
        }
    }

    public func makeAsyncIterator() -> AsyncIterator { makeIterator() }

    /// Reads the events one by one.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let advance: () async throws -> ModelEvent?

        public mutating func next() async throws -> ModelEvent? { try await advance() }
    }
}
