public import Planning
import Synchronization

/// A backend whose answers a test writes down: what comes, when on the test's clock, and how it
/// ends. It remembers every request.
public final class ScriptedBackend: ModelBackend {
    /// One thing that an answer does.
    public enum Step: Sendable, Hashable {
        /// Lets time pass.
        case wait(Duration)
        /// Brings an event.
        case event(ModelEvent)
        /// Fails, for good.
        case fail(BackendError)
    }

    private struct State {
        var requests: [ModelRequest] = []
        var dropped = 0
    }

    private let clock: any Clock<Duration>
    private let script: @Sendable (ModelRequest, Int) -> [Step]
    private let state = Mutex(State())

    /// Answers each request by asking `script`, which is told the request and its number from 0.
    public init(
        clock: any Clock<Duration> = ContinuousClock(), script: @escaping @Sendable (ModelRequest, Int) -> [Step]
    ) {
        self.clock = clock
        self.script = script
    }

    /// Answers the first request with the first answer and so on; the last one is repeated.
    public convenience init(clock: any Clock<Duration> = ContinuousClock(), _ answers: [[Step]]) {
        self.init(clock: clock) { _, number in
            answers.isEmpty ? [] : answers[min(number, answers.count - 1)]
        }
    }

    /// The requests so far, in the order in which they came.
    public var requests: [ModelRequest] { state.withLock { $0.requests } }

    /// How many answers were dropped before their end, as by a reader that was cancelled.
    public var dropped: Int { state.withLock { $0.dropped } }

    public func respond(to request: ModelRequest) async throws -> ModelEventStream {
        let number = state.withLock { state in
            state.requests.append(request)
            return state.requests.count - 1
        }
        return ModelEventStream(Answer(backend: self, steps: script(request, number)))
    }

    private struct Answer: AsyncSequence, Sendable {
        let backend: ScriptedBackend
        let steps: [Step]

        func makeAsyncIterator() -> AsyncIterator { AsyncIterator(backend: backend, steps: steps) }

        // A class, because only a class notices that nobody reads it any more.
        final class AsyncIterator: AsyncIteratorProtocol {
            private let backend: ScriptedBackend
            private let steps: [Step]
            private var index = 0
            private var isComplete = false

            init(backend: ScriptedBackend, steps: [Step]) {
                self.backend = backend
                self.steps = steps
            }

            deinit {
                if !isComplete { backend.state.withLock { $0.dropped += 1 } }
            }

            func next() async throws -> ModelEvent? {
                while index < steps.count {
                    try Task.checkCancellation()
                    index += 1
                    switch steps[index - 1] {
                    case .wait(let time): try await backend.clock.sleep(for: time)
                    case .event(let event):
                        if case .finished = event { isComplete = true }
                        return event
                    case .fail(let error): throw error
                    }
                }
                return nil
            }
        }
    }
}

extension [ScriptedBackend.Step] {
    /// A whole answer that says `text`, piece by piece, with `pause` before every piece.
    public static func says(
        _ text: String..., usage: Usage? = nil, pause: Duration? = nil
    ) -> [ScriptedBackend.Step] {
        let pieces = text.flatMap { piece in
            (pause.map { [.wait($0)] } ?? []) + [ScriptedBackend.Step.event(.text(piece))]
        }
        let report = usage.map { [ScriptedBackend.Step.event(.usage($0, raw: nil))] } ?? []
        return [.event(.accepted(requestID: nil))] + pieces + report + [.event(.finished(.stop))]
    }

    /// An answer that fails at once.
    public static func fails(_ error: BackendError) -> [ScriptedBackend.Step] { [.fail(error)] }

    /// An answer that says `text` and is then cut off.
    public static func cut(after text: String) -> [ScriptedBackend.Step] {
        [
            .event(.accepted(requestID: nil)), .event(.text(text)),
            .fail(BackendError(.cutMidStream, "the connection was lost", suggestion: "try again")),
        ]
    }
}
