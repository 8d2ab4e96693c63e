import Synchronization

/// A call under way. Dropping it gives the call up.
final class CallHandle: Sendable {
    private let id: UInt64
    private let runner: PassRunner
    private let isOver = Atomic(false)

    init(id: UInt64, runner: PassRunner) {
        self.id = id
        self.runner = runner
    }

    deinit {
        if !isOver.load(ordering: .relaxed) { runner.cancel(id) }
    }

    /// Waits until the call has something to tell.
    /// - Throws: `BackendError`, or `CancellationError`.
    func next() async throws -> CallOutput {
        while true {
            try Task.checkCancellation()
            if let output = try await runner.step(id) {
                if output.isFinished { isOver.store(true, ordering: .relaxed) }
                return output
            }
            // Others may be waiting for their turn, and a long prompt takes several passes.
            await Task.yield()
        }
    }
}
