/// The body of a reply, decompressed, in pieces as they arrive. No piece is empty.
///
/// Read once, by one task. At most 256 KB wait for the reader; the transfer then pauses until they
/// are taken. Dropping the body (and every iterator of it), or cancelling the task that reads, ends
/// the exchange at once: the connection is closed, or with HTTP/2 the stream is reset.
public struct HTTPBody: AsyncSequence, Sendable {
    public typealias Element = [UInt8]
    public typealias Failure = any Error

    let lease: BodyLease

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(lease: lease) }

    /// The whole body.
    ///
    /// - Throws: ``TransportError/Code/tooLarge`` as soon as the body exceeds `limit` bytes, any
    ///   other ``TransportError``, or `CancellationError`.
    public func collect(limit: Int) async throws -> [UInt8] {
        var whole: [UInt8] = []
        for try await chunk in self {
            guard whole.count + chunk.count <= limit else {
                throw lease.exchange.tooLarge(limit)
            }
            if whole.isEmpty { whole = chunk } else { whole.append(contentsOf: chunk) }
        }
        return whole
    }

    /// Reads the pieces one by one.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let lease: BodyLease

        /// The next piece, or `nil` after the last one.
        /// - Throws: ``TransportError``, or `CancellationError`.
        public mutating func next() async throws -> [UInt8]? {
            try await lease.exchange.nextChunk(isolation: nil)
        }

        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> [UInt8]? {
            try await lease.exchange.nextChunk(isolation: actor)
        }
    }
}
