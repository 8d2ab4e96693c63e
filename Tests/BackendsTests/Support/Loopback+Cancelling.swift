import Planning
import Testing

extension Loopback {
    /// One call through the meter that is cancelled at the first event of which `isTime` says so.
    func cancelCall(
        at isTime: @escaping @Sendable (ModelEvent) -> Bool, sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        let come = AsyncStream<Void>.makeStream()
        let noticing = NoticingBackend(base: backend) { event in
            if isTime(event) { come.continuation.yield() }
        }
        let task = Task {
            try await MeteredCall(backend: noticing, meter: meter, purpose: "action").run(Sample.request())
        }
        for await _ in come.stream { break }
        task.cancel()
        await #expect(throws: CancellationError.self, sourceLocation: sourceLocation) { try await task.value }
    }
}
