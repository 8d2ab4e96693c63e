import Planning

extension RecordedAnswer: Codable {
    private enum Key: String, CodingKey { case request, events, failure }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            request: try container.decode(String.self, forKey: .request),
            events: try container.decode([RecordedEvent].self, forKey: .events).map(\.event),
            failure: try container.decodeIfPresent(RecordedFailure.self, forKey: .failure)?.error)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(request, forKey: .request)
        try container.encode(events.map(RecordedEvent.init), forKey: .events)
        try container.encodeIfPresent(failure.map(RecordedFailure.init), forKey: .failure)
    }

    private init(request: String, events: [ModelEvent], failure: BackendError?) {
        self.request = request
        self.events = events
        self.failure = failure
    }
}

/// A failure as it stands in a recording.
private struct RecordedFailure: Codable {
    let code: BackendError.Code
    let message: String
    let suggestion: String?
    let status: Int?
    let retryAfterSeconds: Double?
    let requestID: String?

    init(_ error: BackendError) {
        code = error.code
        message = error.message
        suggestion = error.suggestion
        status = error.status
        retryAfterSeconds = error.retryAfter?.seconds
        requestID = error.requestID
    }

    var error: BackendError {
        BackendError(
            code, message, suggestion: suggestion, status: status, retryAfter: retryAfterSeconds.map { .seconds($0) },
            requestID: requestID)
    }
}
