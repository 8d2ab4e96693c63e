import Transport

/// The pieces of one answer as they arrive.
enum AnswerSource {
    case events(ServerSentEvents.AsyncIterator)
    case lines(BodyLines.AsyncIterator)
    /// An answer that does not come in pieces, whether or not it was asked to.
    case whole(HTTPBody)

    init(_ body: HTTPBody, framing: AnswerFraming, type: String) {
        // Errors of proxies are pages, whatever was asked for.
        let isWhole = type.hasPrefix("application/json") || type.hasPrefix("text/html")
        switch framing {
        case .events where !isWhole: self = .events(body.serverSentEvents().makeAsyncIterator())
        case .lines where !isWhole: self = .lines(body.lines().makeAsyncIterator())
        case .events, .lines, .whole: self = .whole(body)
        }
    }

    /// The next piece of an answer that comes in pieces, or nil after the last one.
    mutating func next() async throws -> String? {
        switch self {
        case .events(var events):
            let event = try await events.next()
            self = .events(events)
            return event?.data
        case .lines(var lines):
            let line = try await lines.next()
            self = .lines(lines)
            return line
        case .whole:
            return nil
        }
    }
}
