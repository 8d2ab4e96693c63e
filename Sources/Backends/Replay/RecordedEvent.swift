import Planning

/// A model event as it stands in a recording: an object with a `type` and what belongs to it.
struct RecordedEvent: Codable {
    let event: ModelEvent

    init(_ event: ModelEvent) {
        self.event = event
    }

    private enum Key: String, CodingKey {
        case type, text, requestID, attempt, reason, bytes, call, turn, tokens, usage, raw, amount, duration, model,
            place
    }

    private enum Kind: String, Codable {
        case accepted, retrying, text, reasoning, toolCallPiece, toolCall, sealed, logprobs, usage, charged, spared,
            finished, served
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        event =
            switch try container.decode(Kind.self, forKey: .type) {
            case .accepted: .accepted(requestID: try container.decodeIfPresent(String.self, forKey: .requestID))
            case .retrying:
                .retrying(
                    attempt: try container.decode(Int.self, forKey: .attempt),
                    reason: try container.decode(String.self, forKey: .reason))
            case .served:
                .served(
                    by: try container.decode(Model.self, forKey: .model),
                    at: try container.decode(String.self, forKey: .place))
            case .text: .text(try container.decode(String.self, forKey: .text))
            case .reasoning: .reasoning(try container.decode(String.self, forKey: .text))
            case .toolCallPiece: .toolCallPiece(bytes: try container.decode(Int.self, forKey: .bytes))
            case .toolCall: .toolCall(try container.decode(ToolCall.self, forKey: .call))
            case .sealed: .sealed(try container.decode(SealedTurn.self, forKey: .turn))
            case .logprobs: .logprobs(try container.decode([TokenLogprob].self, forKey: .tokens))
            case .usage:
                .usage(
                    try container.decode(Usage.self, forKey: .usage),
                    raw: try container.decodeIfPresent(String.self, forKey: .raw))
            case .charged: .charged(try container.decode(Money.self, forKey: .amount))
            case .spared: .spared(try container.decode(Duration.self, forKey: .duration))
            case .finished: .finished(try container.decode(FinishReason.self, forKey: .reason))
            }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch event {
        case .accepted(let requestID):
            try container.encode(Kind.accepted, forKey: .type)
            try container.encodeIfPresent(requestID, forKey: .requestID)
        case .retrying(let attempt, let reason):
            try container.encode(Kind.retrying, forKey: .type)
            try container.encode(attempt, forKey: .attempt)
            try container.encode(reason, forKey: .reason)
        case .served(let model, let place):
            try container.encode(Kind.served, forKey: .type)
            try container.encode(model, forKey: .model)
            try container.encode(place, forKey: .place)
        case .text(let text):
            try container.encode(Kind.text, forKey: .type)
            try container.encode(text, forKey: .text)
        case .reasoning(let text):
            try container.encode(Kind.reasoning, forKey: .type)
            try container.encode(text, forKey: .text)
        case .toolCallPiece(let bytes):
            try container.encode(Kind.toolCallPiece, forKey: .type)
            try container.encode(bytes, forKey: .bytes)
        case .toolCall(let call):
            try container.encode(Kind.toolCall, forKey: .type)
            try container.encode(call, forKey: .call)
        case .sealed(let turn):
            try container.encode(Kind.sealed, forKey: .type)
            try container.encode(turn, forKey: .turn)
        case .logprobs(let tokens):
            try container.encode(Kind.logprobs, forKey: .type)
            try container.encode(tokens, forKey: .tokens)
        case .usage(let usage, let raw):
            try container.encode(Kind.usage, forKey: .type)
            try container.encode(usage, forKey: .usage)
            try container.encodeIfPresent(raw, forKey: .raw)
        case .charged(let amount):
            try container.encode(Kind.charged, forKey: .type)
            try container.encode(amount, forKey: .amount)
        case .spared(let time):
            try container.encode(Kind.spared, forKey: .type)
            try container.encode(time, forKey: .duration)
        case .finished(let reason):
            try container.encode(Kind.finished, forKey: .type)
            try container.encode(reason, forKey: .reason)
        }
    }
}
