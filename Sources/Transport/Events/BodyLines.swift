/// The lines of a body, as they arrive.
///
/// Read once, by one task. Dropping it or cancelling the task ends the exchange at once.
public struct BodyLines: AsyncSequence, Sendable {
    public typealias Element = String
    public typealias Failure = any Error

    let body: HTTPBody
    let parser: LineParser

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(chunks: body.makeAsyncIterator(), parser: parser)
    }

    /// Reads the lines one by one.
    public struct AsyncIterator: AsyncIteratorProtocol {
        private var chunks: HTTPBody.AsyncIterator
        private var parser: LineParser
        /// Lines of the last bytes, and how many of them were handed out.
        private var ready: [String] = []
        private var taken = 0
        private var isOver = false

        init(chunks: HTTPBody.AsyncIterator, parser: LineParser) {
            self.chunks = chunks
            self.parser = parser
        }

        /// The next line, or `nil` after the last one.
        /// - Throws: ``TransportError``, or `CancellationError`.
        public mutating func next() async throws -> String? {
            try await next(isolation: nil)
        }

        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> String? {
            while taken == ready.count {
                if isOver { return nil }
                taken = 0
                guard let chunk = try await chunks.next(isolation: actor) else {
                    isOver = true
                    ready = try parser.finish().map { [$0] } ?? []
                    continue
                }
                ready = try parser.push(chunk)
            }
            defer { taken += 1 }
            return ready[taken]
        }
    }
}

extension HTTPBody {
    /// This body as lines. A longer line is an error.
    public func lines(maximumLineBytes: Int = 4 << 20) -> BodyLines {
        BodyLines(body: self, parser: LineParser(maximumLineBytes: maximumLineBytes))
    }
}
