import Foundation
import HTTPTypes
import Planning

/// Google's Gemini API.
struct GeminiFormat: WireFormat {
    let title = "Google's Gemini API"
    let path = "/models"
    let framing = AnswerFraming.events

    func path(for request: ModelRequest) -> String {
        var allowed = CharacterSet.urlPathAllowed
        allowed.remove(charactersIn: ":/")
        let name = request.model.id.name
        // Without `alt=sse` the answer is one list, which is whole no sooner than at its end.
        return "\(path)/\(name.addingPercentEncoding(withAllowedCharacters: allowed) ?? name)"
            + ":streamGenerateContent?alt=sse"
    }

    func body(for request: ModelRequest) -> [UInt8] {
        GeminiEncoder(request).document.canonicalBytes
    }

    func field(carrying key: Secret) -> HTTPField {
        HTTPField(name: .named("x-goog-api-key"), value: key.exposed)
    }

    func decoder(for request: ModelRequest, failures: FailureReader) -> any AnswerDecoder {
        GeminiDecoder(model: request.model.id, failures: failures)
    }
}
