import Planning

@testable import EmbeddedEngine

extension EmbeddedModel {
    /// A whole answer.
    func answer(_ prompt: String, _ options: CompletionOptions = CompletionOptions()) async throws -> ModelResponse {
        try await ModelResponse(reading: complete(prompt, options))
    }
}

extension ModelResponse {
    /// Collects a stream.
    init(reading stream: ModelEventStream) async throws {
        self.init(text: "", finishReason: .other)
        for try await event in stream {
            switch event {
            case .text(let piece): text += piece
            case .logprobs(let more): logprobs += more
            case .usage(let usage, _): self.usage = usage
            case .finished(let reason): finishReason = reason
            default: break
            }
        }
    }
}
