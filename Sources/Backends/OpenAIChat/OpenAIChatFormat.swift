import Planning

/// OpenAI's chat completions, which most servers speak.
struct OpenAIChatFormat: WireFormat {
    /// How the server is brought to report usage.
    let usageReporting: UsageReporting

    let title = "an OpenAI-compatible API"
    let path = "/chat/completions"
    let framing = AnswerFraming.events

    func body(for request: ModelRequest) -> [UInt8] {
        OpenAIChatEncoder(usageReporting: usageReporting).body(for: request)
    }

    func decoder(for request: ModelRequest, failures: FailureReader) -> any AnswerDecoder {
        OpenAIChatDecoder(model: request.model.id, failures: failures)
    }
}
