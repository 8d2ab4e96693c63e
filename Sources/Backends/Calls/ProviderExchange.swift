import HTTPTypes
import Planning
import Transport

/// One attempt at a call: one request and its reply. Dropping it ends the exchange.
struct ProviderExchange {
    /// The longest answer that is read: far beyond what any model writes.
    private static let maximumBytes = 256 << 20
    private static let maximumErrorBytes = 64 << 10

    /// The provider's name for the request.
    let requestID: String?
    /// Runs since it is this call's turn: what it waited for before says nothing of the provider.
    let stopwatch: Stopwatch
    private let failures: FailureReader
    private var source: AnswerSource
    private var decoder: any AnswerDecoder

    /// Whether the answer is complete.
    var isFinished: Bool { decoder.isFinished }

    /// Waits for a turn, sends the request and reads the head of the reply.
    /// - Parameter turn: set as soon as it is this call's turn, also where something goes wrong afterwards.
    init(
        _ request: ModelRequest, over backend: ProviderBackend, timeout: Duration, turn: inout TrafficTurn?,
        draft: DraftAnswer.Call?
    ) async throws {
        // Taken over first: if there is no key, the place is free again.
        let place = backend.place?.take()
        let (key, granted) = try await BackendError.beforeSending(to: request.model.id) {
            (
                try await backend.key.resolve(),
                try await backend.lane.enter(
                    backend.role, for: request.model.id, need: CallNeed(of: request), from: place, within: timeout)
            )
        }
        turn = granted
        stopwatch = Stopwatch(backend.clock)
        draft?.begin(granted)
        let format = backend.provider.format
        failures = FailureReader(
            model: request.model.id, endpoint: backend.endpoint.publicText, format: format.title, key: key)
        decoder = format.decoder(for: request, failures: failures)
        let timeouts = backend.provider.timeouts
        let options = HTTPOptions(
            connectTimeout: min(timeouts.connect, timeout), firstByteTimeout: min(timeouts.firstByte, timeout),
            idleTimeout: min(request.idleTimeout ?? timeouts.idle, timeout), totalTimeout: timeout,
            maximumBytes: Self.maximumBytes)
        let reply: HTTPReply
        do {
            reply = try await backend.client.send(
                backend.endpoint.head(of: request, key: key), body: format.body(for: request), options: options)
        } catch let error as TransportError {
            throw failures.error(error, hasBegun: false)
        }
        granted.replied(RateLimitReport(reply.head.headerFields, now: backend.now()))
        requestID = failures.requestID(in: reply.head.headerFields)
        guard reply.head.status.kind == .successful else {
            throw failures.error(
                status: reply.head.status.code, fields: reply.head.headerFields,
                body: try await Self.beginning(of: reply.body), now: backend.now())
        }
        source = AnswerSource(
            reply.body, framing: format.framing, type: reply.head.headerFields[.contentType]?.lowercased() ?? "")
    }

    /// The next events of the answer; none when something came that says nothing.
    mutating func next() async throws -> [ModelEvent] {
        try await read().map(failures.publicEvent)
    }

    private mutating func read() async throws -> [ModelEvent] {
        do {
            if case .whole(let body) = source {
                return try decoder.push(whole: try await body.collect(limit: Self.maximumBytes))
            }
            guard let piece = try await source.next() else { return try decoder.end() }
            return try decoder.push(piece)
        } catch let error as TransportError {
            // What goes wrong after a complete answer takes nothing away from it.
            if let rest = try? decoder.end() { return rest }
            // Who sends an answer in one piece has written all of it before.
            let isWhole = if case .whole = source { true } else { false }
            throw failures.error(error, hasBegun: decoder.hasBegun || isWhole)
        }
    }

    /// Reads what follows a complete answer: usually no more than the end of the body, without which
    /// the connection could not be used again. Whatever goes wrong no longer matters.
    mutating func drain() async {
        for _ in 0..<16 {
            guard (try? await source.next()) ?? nil != nil else { break }
        }
    }

    /// The beginning of an error's body, or as much of it as comes: the status says the most.
    private static func beginning(of body: HTTPBody) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await chunk in body {
                bytes += chunk
                if bytes.count >= maximumErrorBytes { break }
            }
        } catch is TransportError {
            return bytes
        }
        return bytes
    }
}
