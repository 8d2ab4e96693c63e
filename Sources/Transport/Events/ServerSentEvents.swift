/// The server-sent events of a body, as they arrive.
///
/// Read once, by one task. Dropping it or cancelling the task ends the exchange at once.
public struct ServerSentEvents: AsyncSequence, Sendable {
    public typealias Element = ServerSentEvent
    public typealias Failure = any Error

    let body: HTTPBody
    let parser: ServerSentEventParser

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(chunks: body.makeAsyncIterator(), parser: parser)
    }

    /// Reads the events one by one.
    public struct AsyncIterator: AsyncIteratorProtocol {
        private var chunks: HTTPBody.AsyncIterator
        private var parser: ServerSentEventParser
        /// Events of the last bytes, and how many of them were handed out.
        private var ready: [ServerSentEvent] = []
        private var taken = 0

        init(chunks: HTTPBody.AsyncIterator, parser: ServerSentEventParser) {
            self.chunks = chunks
            self.parser = parser
        }

        /// The next event, or `nil` after the last one.
        /// - Throws: ``TransportError``, or `CancellationError`.
        public mutating func next() async throws -> ServerSentEvent? {
            try await next(isolation: nil)
        }

        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> ServerSentEvent? {
            while taken == ready.count {
                guard let chunk = try await chunks.next(isolation: actor) else {
                    try parser.finish()
                    return nil
                }
                ready = try parser.push(chunk)
                taken = 0
            }
            defer { taken += 1 }
            return ready[taken]
        }
    }
}

extension HTTPBody {
    /// This body as server-sent events. Longer lines, and events with more data, are errors.
    public func serverSentEvents(
        maximumLineBytes: Int = 1 << 20, maximumEventBytes: Int = 4 << 20
    ) -> ServerSentEvents {
        ServerSentEvents(
            body: self,
            parser: ServerSentEventParser(maximumLineBytes: maximumLineBytes, maximumEventBytes: maximumEventBytes))
    }
}
