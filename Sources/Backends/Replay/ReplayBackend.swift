public import Planning
import Synchronization

/// Answers requests with what was recorded for them, without a network. Answers to equal requests
/// come in the order in which they were recorded; the last one is repeated.
public final class ReplayBackend: ModelBackend {
    private let answers: [String: [RecordedAnswer]]
    private let taken = Mutex<[String: Int]>([:])

    /// Replays `answers`.
    public init(_ answers: [RecordedAnswer]) {
        self.answers = Dictionary(grouping: answers, by: \.request)
    }

    /// Starts to replay an answer.
    /// - Throws: ``BackendError/Code/badRequest`` for a request that was not recorded.
    public func respond(to request: ModelRequest) async throws -> ModelEventStream {
        let fingerprint = request.fingerprint
        guard let recorded = answers[fingerprint], let last = recorded.last else {
            throw BackendError(
                .badRequest, "the recording has no answer to this request of \(request.model.id) (\(fingerprint))",
                suggestion: "record it again: the prompt, the tools or the sampling have changed")
        }
        let turn = taken.withLock { taken in
            defer { taken[fingerprint, default: 0] += 1 }
            return taken[fingerprint, default: 0]
        }
        return ModelEventStream(Replayed(answer: turn < recorded.count ? recorded[turn] : last))
    }

    private struct Replayed: AsyncSequence, Sendable {
        let answer: RecordedAnswer

        func makeAsyncIterator() -> AsyncIterator { AsyncIterator(answer: answer) }

        struct AsyncIterator: AsyncIteratorProtocol {
            let answer: RecordedAnswer
            var index = 0

            mutating func next() async throws -> ModelEvent? {
                try Task.checkCancellation()
                guard index < answer.events.count else {
                    if let failure = answer.failure { throw failure }
                    return nil
                }
                defer { index += 1 }
                return answer.events[index]
            }
        }
    }
}
