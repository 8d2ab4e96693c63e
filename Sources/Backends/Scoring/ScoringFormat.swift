import Planning

/// Scoring, reranking and pooling endpoints (algorithms.md 6.25).
///
/// The texts are the messages of the request: for pairs a question and then the candidates, else each a text to be
/// scored. The answer comes out as text, a JSON list of one score for each candidate, in their order.
struct ScoringFormat: WireFormat {
    let kind: ScoringKind
    let scale: ScoreScale

    /// - Parameter scale: what the values are; nil for what is usual.
    init(kind: ScoringKind, scale: ScoreScale?) {
        self.kind = kind
        self.scale = scale ?? kind.usualScale
    }

    let framing = AnswerFraming.whole
    var title: String { "an endpoint for `api: \(kind.rawValue)` (docs/rewards.md)" }
    var path: String { "/\(kind.rawValue)" }

    func body(for request: ModelRequest) -> [UInt8] {
        let texts = JSONValue.array(candidates(of: request).map { .string($0.text) })
        let question = JSONValue.string(request.messages.first?.text ?? "")
        var members: [String: JSONValue] = ["model": .string(request.model.id.name)]
        switch kind {
        case .rerank:
            members["query"] = question
            members["documents"] = texts
            members["return_documents"] = false
        case .score:
            members["text_1"] = question
            members["text_2"] = texts
        case .classify:
            // vLLM and Infinity read `input`, SGLang `text`; each passes over the other.
            members["input"] = texts
            members["text"] = texts
        case .pooling:
            members["input"] = texts
            // vLLM makes chances of a classifier's logits unless it is told not to.
            members["use_activation"] = .bool(scale == .chance)
        }
        return JSONValue.object(members).canonicalBytes
    }

    func decoder(for request: ModelRequest, failures: FailureReader) -> any AnswerDecoder {
        ScoringDecoder(format: self, count: candidates(of: request).count, failures: failures)
    }

    private func candidates(of request: ModelRequest) -> ArraySlice<Message> {
        kind.takesPairs ? request.messages.dropFirst() : request.messages[...]
    }
}
