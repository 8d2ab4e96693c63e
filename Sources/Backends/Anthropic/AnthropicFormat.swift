import HTTPTypes
import Planning

/// Anthropic's messages, which a few other servers speak as well.
struct AnthropicFormat: WireFormat {
    let title = "an API of Anthropic's messages"
    let path = "/messages"
    let framing = AnswerFraming.events
    let fields = ["anthropic-version": "2023-06-01"]

    func body(for request: ModelRequest) -> [UInt8] {
        AnthropicEncoder(request).document.canonicalBytes
    }

    func field(carrying key: Secret) -> HTTPField {
        HTTPField(name: .named("x-api-key"), value: key.exposed)
    }

    func decoder(for request: ModelRequest, failures: FailureReader) -> any AnswerDecoder {
        AnthropicDecoder(model: request.model.id, failures: failures)
    }
}
