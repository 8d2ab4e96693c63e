import HTTPTypes
import Planning
import Synchronization
import Transport

/// A server behind an address: every message is a POST, answered by JSON or by a stream of events.
final class HTTPTransport: ServerTransport {
    private struct State {
        var session: String?
        var version: String?
        var nextNumber: Int64 = 1
        var isLost = false
        var isClosed = false
        var hearsNotices = true
        var following: Task<Void, Never>?
    }

    private let client: HTTPClient
    private let endpoint: HTTPEndpoint
    private let limits: MCPLimits
    private let onNotice: NoticeHandler
    private let state = Mutex(State())

    init(client: HTTPClient, endpoint: HTTPEndpoint, limits: MCPLimits, onNotice: @escaping NoticeHandler) {
        self.client = client
        self.endpoint = endpoint
        self.limits = limits
        self.onNotice = onNotice
    }

    deinit { state.withLock { $0.following }?.cancel() }

    let mirrorsArguments = true

    var isUsable: Bool { state.withLock { !$0.isLost && !$0.isClosed } }

    var hearsNotices: Bool { state.withLock { $0.hearsNotices } }

    func exchange(_ call: OutgoingCall) async throws -> Result<JSONValue, RPCError> {
        let (number, session) = try state.withLock { state in
            guard !state.isClosed else { throw MCPError.notAsked }
            defer { state.nextNumber += 1 }
            return (state.nextNumber, state.session)
        }
        let request = endpoint.post(call, version: nil, session: call.isStateless ? nil : session)
        let body = RPCMessage.request(RPCRequest(id: .number(number), method: call.method, params: call.params)).bytes
        do {
            let reply = try await send(request, body)
            if call.method == "initialize" { keepSession(of: reply) }
            return try await answer(to: .number(number), asking: call.method, in: reply)
        } catch is CancellationError {
            // In the stateless dialect the closed stream says it.
            if !call.isStateless, call.isCancellable { await tellCancelled(number) }
            throw CancellationError()
        }
    }

    func notify(_ notification: RPCNotification, in dialect: Dialect) async throws {
        state.withLock { $0.version = dialect.version }
        try await post(.notification(notification))
    }

    func follow(_ call: OutgoingCall?) async {
        let (version, session) = state.withLock { ($0.version, $0.session) }
        let request =
            call.map { endpoint.post($0, version: nil, session: nil) }
            ?? endpoint.bare(.get, version: version, session: session)
        let body = call.map {
            RPCMessage.request(RPCRequest(id: .text("changes"), method: $0.method, params: $0.params)).bytes
        }
        // Goes on beside whatever is asked, until the connection is closed.
        let following = Task { [weak self] in
            let reply = try? await self?.send(request, body)
            // With this status a server says that it has no such stream: then there is nothing to miss.
            if reply?.head.status.code == 405 { return }
            if let reply, reply.isEventStream { try? await self?.follow(reply) }
            if !Task.isCancelled { self?.hearNoMore() }
        }
        state.withLock { $0.following = following }
    }

    func close() async {
        let left = state.withLock { state in
            defer { (state.isClosed, state.following, state.session) = (true, nil, nil) }
            return (following: state.following, session: state.session, version: state.version)
        }
        left.following?.cancel()
        guard let session = left.session else { return }
        // A courtesy: a server that does not take it will forget the session by itself.
        let request = endpoint.bare(.delete, version: left.version, session: session)
        _ = try? await send(request, nil, patience: Self.courtesy)
    }
}

extension HTTPTransport {
    /// How long a server may take for a message that wants no answer.
    private static let courtesy = Duration.seconds(5)

    /// - Parameter patience: how long the whole may take; nil where whoever waits cancels it.
    private func send(
        _ request: HTTPRequest, _ body: [UInt8]?, patience: Duration? = nil
    ) async throws -> HTTPReply {
        do {
            return try await client.send(
                request, body: body, options: HTTPOptions(totalTimeout: patience, maximumBytes: .max))
        } catch let error as TransportError {
            throw Self.failure(error)
        }
    }

    private func keepSession(of reply: HTTPReply) {
        guard let name = HTTPField.Name("Mcp-Session-Id"), let session = reply.head.headerFields[name] else { return }
        state.withLock { $0.session = session }
    }

    /// What the server answers to the request `id`.
    private func answer(
        to id: RPCID, asking method: String, in reply: HTTPReply
    ) async throws -> Result<JSONValue, RPCError> {
        do {
            guard reply.head.status.kind == .successful else { return try await refusal(of: method, in: reply) }
            if reply.isEventStream { return try await awaited(id, in: reply) }
            let body = try await reply.body.collect(limit: limits.messageBytes)
            let messages: [RPCMessage]
            do throws(MalformedMessage) {
                messages = try RPCMessage.all(in: body)
            } catch {
                throw MCPError(.malformed, "answers with something that is no message: \(error.reason)")
            }
            for message in messages {
                if case .response(let response) = message, response.id == id { return response.outcome }
                await handle(message)
            }
            throw MCPError(.malformed, "answers another request than the one that it was sent")
        } catch let error as TransportError {
            throw Self.failure(error)
        }
    }

    private func awaited(_ id: RPCID, in reply: HTTPReply) async throws -> Result<JSONValue, RPCError> {
        var strays = 0
        for try await event in events(of: reply) {
            for message in try Self.messages(in: event) {
                if case .response(let response) = message, response.id == id { return response.outcome }
                strays += 1
                guard strays <= limits.strayMessages else { throw MCPError.flood(limits.strayMessages) }
                await handle(message)
            }
        }
        throw MCPError(.ended, "ends its stream without an answer")
    }

    private func follow(_ reply: HTTPReply) async throws {
        for try await event in events(of: reply) {
            for message in try Self.messages(in: event) { await handle(message) }
        }
    }

    /// Whatever changes from now on is not heard of, and what just changed may have been missed. The stream is not asked
    /// for again: one that is ended for being idle would be ended again.
    private func hearNoMore() {
        state.withLock { $0.hearsNotices = false }
        onNotice(RPCNotification(method: ServerNotice.toolsChanged))
    }

    private func events(of reply: HTTPReply) -> ServerSentEvents {
        reply.body.serverSentEvents(maximumLineBytes: limits.messageBytes, maximumEventBytes: limits.messageBytes)
    }

    /// Events without data keep a connection open, or mark a place in the stream.
    private static func messages(in event: ServerSentEvent) throws -> [RPCMessage] {
        guard event.event == "message", !event.data.isEmpty else { return [] }
        do throws(MalformedMessage) {
            return try RPCMessage.all(in: Array(event.data.utf8))
        } catch {
            throw MCPError(.malformed, "sends an event that is no message: \(error.reason)")
        }
    }

    private func handle(_ message: RPCMessage) async {
        switch message {
        case .notification(let notification): onNotice(notification)
        case .request(let request):
            let reply = ServerRequestReply.reply(to: request)
            // A server that does not take it has asked in vain.
            try? await post(reply)
        case .response: break
        }
    }

    /// What a status that is no success means.
    private func refusal(of method: String, in reply: HTTPReply) async throws -> Result<JSONValue, RPCError> {
        let status = reply.head.status.code
        if status == 401 || status == 403 {
            throw MCPError(
                .unauthorized, "refuses to serve without a key, or with this one (HTTP status \(status))",
                suggestion: "set key_env, key_command or key_file of the server, or correct the key")
        }
        let body = try await reply.body.collect(limit: limits.messageBytes)
        if status == 404, state.withLock({ $0.session != nil }) {
            state.withLock { $0.isLost = true }
            throw MCPError(.sessionLost, "has forgotten the session")
        }
        let isFault = status >= 500 || status == 429
        var words = ""
        if case .response(let response)? = (try? RPCMessage.all(in: body))?.first,
            case .failure(let error) = response.outcome
        {
            // An older server may fail in any way over the first question, which it does not know; it is greeted next.
            if !isFault || method == OutgoingCall.discovery { return .failure(error) }
            words = ": \(error.publicText)"
        }
        guard !isFault else {
            throw MCPError(
                .unreachable, "fails with HTTP status \(status)\(words)",
                suggestion: "try again later, or ask who runs it")
        }
        throw HTTPRejection(status: status)
    }

    /// Sends a message that is not answered.
    private func post(_ message: RPCMessage) async throws {
        let (version, session) = state.withLock { ($0.version, $0.session) }
        let reply = try await send(
            endpoint.post(nil, version: version, session: session), message.bytes, patience: Self.courtesy)
        guard reply.head.status.kind == .successful else { throw HTTPRejection(status: reply.head.status.code) }
    }

    /// Says that nobody waits any more, and waits a moment until that is said.
    private func tellCancelled(_ number: Int64) async {
        // A task of its own, because the one that waits for it has been cancelled.
        await Task { try? await post(.notification(.cancelled(number))) }.value
    }

    private static func failure(_ error: TransportError) -> MCPError {
        let code: MCPError.Code =
            switch error.code {
            case .tooLarge: .tooMuch
            case .cutOff, .resetBeforeFirstByte: .ended
            case .connectTimedOut, .firstByteTimedOut, .idleTimedOut, .totalTimedOut: .timedOut
            case .protocolError: .malformed
            default: .unreachable
            }
        return MCPError(code, "cannot be asked: \(error)")
    }
}

extension HTTPReply {
    /// Whether the body is a stream of server-sent events.
    fileprivate var isEventStream: Bool {
        head.headerFields[.contentType]?.lowercased().hasPrefix("text/event-stream") ?? false
    }
}
