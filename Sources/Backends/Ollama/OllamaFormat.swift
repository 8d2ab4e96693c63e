import Planning

/// Ollama's own format, one JSON object a line.
struct OllamaFormat: WireFormat {
    let title = "Ollama's own API, whose address has no /v1"
    let path = "/api/chat"
    let framing = AnswerFraming.lines

    func body(for request: ModelRequest) -> [UInt8] {
        OllamaEncoder(request).document.canonicalBytes
    }

    func decoder(for request: ModelRequest, failures: FailureReader) -> any AnswerDecoder {
        OllamaDecoder(failures: failures)
    }
}
