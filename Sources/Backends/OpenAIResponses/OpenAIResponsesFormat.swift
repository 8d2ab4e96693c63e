import Planning

/// OpenAI's responses. Nothing is kept at the provider: every request brings its whole conversation.
struct OpenAIResponsesFormat: WireFormat {
    let title = "an API of OpenAI's responses"
    let path = "/responses"
    let framing = AnswerFraming.events

    func body(for request: ModelRequest) -> [UInt8] {
        OpenAIResponsesEncoder(request).document.canonicalBytes
    }

    func decoder(for request: ModelRequest, failures: FailureReader) -> any AnswerDecoder {
        OpenAIResponsesDecoder(model: request.model.id, failures: failures)
    }
}
