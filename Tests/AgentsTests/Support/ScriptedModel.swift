import Planning
import Synchronization

/// A backend that answers from a list and keeps every request.
final class ScriptedModel: ModelBackend {
    enum Answer: Sendable {
        case text(String, reasoning: String = "", finish: FinishReason = .stop)
        /// A text whose tokens are as likely as that.
        case tokens([TokenLogprob])
        case call(String, String)
        case calls([ToolCall], text: String)
        /// A call with the turn that it came in.
        case sealed(ToolCall, SealedTurn)
        case failure(BackendError)
        case cut
    }

    private let state: Mutex<(answers: [Answer], requests: [ModelRequest])>

    init(_ answers: [Answer]) {
        state = Mutex((answers, []))
    }

    var requests: [ModelRequest] { state.withLock { $0.requests } }

    func respond(to request: ModelRequest) async throws -> ModelEventStream {
        let answer = state.withLock { state -> Answer? in
            state.requests.append(request)
            return state.answers.isEmpty ? nil : state.answers.removeFirst()
        }
        var events: [ModelEvent] = [.accepted(requestID: nil)]
        switch answer {
        case nil: throw BackendError(.badRequest, "the script has ended")
        case .failure(let error): throw error
        case .text(let text, let reasoning, let finish):
            events += [.reasoning(reasoning), .text(text), .finished(finish)]
        case .tokens(let tokens):
            events += [.text(tokens.map(\.token).joined()), .logprobs(tokens), .finished(.stop)]
        case .call(let name, let arguments):
            events += [.toolCall(ToolCall(id: "x", name: name, arguments: arguments)), .finished(.toolCalls)]
        case .sealed(let call, let turn):
            events += [.toolCall(call), .sealed(turn), .finished(.toolCalls)]
        case .calls(let calls, let text):
            events += [.text(text)] + calls.map(ModelEvent.toolCall) + [.finished(.toolCalls)]
        case .cut: events.append(.text("half an"))
        }
        return ModelEventStream(
            AsyncStream { continuation in
                events.forEach { continuation.yield($0) }
                continuation.finish()
            })
    }
}
