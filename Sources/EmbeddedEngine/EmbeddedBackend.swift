public import Planning
import Synchronization

/// A model in this process as a backend.
///
/// Such models continue texts and know no roles: the prompt is the messages' texts, one after the
/// other with nothing between. Tools cannot be called.
public final class EmbeddedBackend: ModelBackend {
    private let model: EmbeddedModel
    private let calls = Mutex<UInt64>(0)

    /// Calls of `model`.
    public init(_ model: EmbeddedModel) {
        self.model = model
    }

    /// Starts a call. Without a temperature the likeliest answer is given; without a seed every call
    /// draws from a seed of its own, its number.
    public func respond(to request: ModelRequest) async throws -> ModelEventStream {
        guard request.toolChoice != .required else {
            throw BackendError(
                .badRequest, "the model \(model.name) cannot call tools",
                suggestion: "use an agent that writes its actions as text")
        }
        let number = calls.withLock { calls in
            calls += 1
            return calls
        }
        return try model.complete(
            request.messages.map(\.text).joined(),
            CompletionOptions(
                maxOutput: request.maxOutput, temperature: request.temperature ?? 0, topP: request.topP ?? 1,
                seed: request.seed ?? number, stop: request.stop, topLogprobs: request.topLogprobs,
                guess: request.guess))
    }
}
