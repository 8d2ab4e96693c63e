public import Planning
import Synchronization

/// One server of tools: connected when it is first needed, and again when it has ended.
///
/// Everything a server does ends in an answer or an ``MCPError``: one that does not answer is given up after its
/// time-out, one that dies fails what is open and is started again for the next request, a few times in a row.
public actor MCPServer {
    typealias Connect = @Sendable (@escaping ServerTransport.NoticeHandler) async throws -> any ServerTransport

    private struct Connection {
        let number: Int
        let transport: any ServerTransport
        let agreement: Agreement
    }

    /// What the operator says of it.
    public nonisolated let settings: MCPServerSettings

    private let identity: ClientIdentity
    private let limits: MCPLimits
    private let clock: any Clock<Duration>
    private let stopwatch: Stopwatch
    private let connect: Connect
    private let cache = Mutex(ToolListCache())
    private let oneAtATime = ConcurrencyLimit(1)

    private var connection: Connection?
    private var connections = 0
    /// How often in a row it was lost, with no answer in between.
    private var losses = 0
    private var isClosed = false

    init(
        _ settings: MCPServerSettings, identity: ClientIdentity, limits: MCPLimits = MCPLimits(),
        clock: any Clock<Duration> = ContinuousClock(), connect: @escaping Connect
    ) {
        self.settings = settings
        self.identity = identity
        self.limits = limits
        self.clock = clock
        self.connect = connect
        stopwatch = Stopwatch(clock)
    }

    /// What was settled with the server. Connects if need be.
    public func agreement() async throws -> Agreement {
        try await using { $0.agreement }
    }

    /// The server's tools: fetched once, and again when the server says that they have changed, the time is over for
    /// which it vouched for the list, or it named no such time and is not heard any more.
    /// - Throws: ``MCPError`` or `CancellationError`.
    public func tools() async throws -> ToolList {
        let hearsNotices = connection?.transport.hearsNotices ?? true
        let list = cache.withLock { $0.current(at: stopwatch.elapsed, hearsNotices: hearsNotices) }
        if let list { return list }
        return try await using { try await fetchTools($0) }
    }

    /// Calls a tool.
    /// - Parameter known: the tool as whoever calls was told of it. If it has changed since, it is not called.
    /// - Throws: ``MCPError`` or `CancellationError`. A tool that fails is a reply.
    public func call(_ known: ListedTool, _ arguments: [String: JSONValue]) async throws -> ToolReply {
        // A new connection may be to another program of the same name.
        let hasChanged = try await tools().tool(named: known.name) != known
        guard !hasChanged else {
            throw MCPError(
                .changedTool, "has no tool “\(known.name)” any more, or another one of that name",
                suggestion: "start again, so that everybody is told of the server's tools as they are now"
            ).of(settings.name)
        }
        return try await using { try await call(known, arguments, over: $0) }
    }

    /// Ends the connection in good order. Later requests fail. Safe to call twice.
    public func close() async {
        isClosed = true
        let last = connection
        connection = nil
        await last?.transport.close()
    }
}

extension MCPServer {
    /// Lets `body` speak over the connection, and looks after the connection when it fails.
    private func using<Result: Sendable>(_ body: (Connection) async throws -> Result) async throws -> Result {
        do {
            do {
                return try await attempt(body)
            } catch let error as MCPError where error.code == .sessionLost {
                // The server did not even look at the request.
                return try await attempt(body)
            }
        } catch let error as MCPError {
            throw error.of(settings.name)
        } catch let rejection as HTTPRejection {
            // It need not be the server that says so, and nothing is said of what was asked.
            throw MCPError(.malformed, "answers with HTTP status \(rejection.status) and not in the protocol")
                .of(settings.name)
        }
    }

    private func attempt<Result: Sendable>(_ body: (Connection) async throws -> Result) async throws -> Result {
        let connection = try await connected()
        do {
            let result = try await body(connection)
            losses = 0
            return result
        } catch {
            await look(after: connection)
            throw error
        }
    }

    private func connected() async throws -> Connection {
        if let connection { return connection }
        let turn = try await oneAtATime.enter()
        defer { withExtendedLifetime(turn) {} }
        if let connection { return connection }
        guard !isClosed else { throw MCPError.notAsked }
        guard losses <= limits.restarts else {
            throw MCPError(
                .ended, "has failed \(losses) times in a row, and is not tried again",
                suggestion: "start it by hand to see what is wrong")
        }
        // Counted as lost until it proves to be of use.
        losses += 1
        let transport = try await connect { [weak self] notice in
            if notice.method == ServerNotice.toolsChanged { self?.toolsHaveChanged() }
        }
        do {
            let agreement = try await negotiate(over: transport)
            connections += 1
            let new = Connection(number: connections, transport: transport, agreement: agreement)
            guard !isClosed else { throw MCPError.notAsked }
            connection = new
            return new
        } catch {
            await transport.close()
            throw error
        }
    }

    private nonisolated func toolsHaveChanged() {
        cache.withLock { $0.invalidate() }
    }

    /// Drops a connection of which nothing more is to be expected.
    private func look(after used: Connection) async {
        guard !used.transport.isUsable, connection?.number == used.number else { return }
        connection = nil
        toolsHaveChanged()
        await used.transport.close()
    }
}

extension MCPServer {
    /// Settles the version, and says what the handshake wants to be said.
    private func negotiate(over transport: any ServerTransport) async throws -> Agreement {
        var negotiation = Negotiation()
        var step = negotiation.first
        // A server that says nothing to the first question must still be heard after the second.
        var patience = settings.startTimeout / 2
        while true {
            switch step {
            case .discover(let version):
                let call = identity.call(OutgoingCall.discovery, version: version)
                step = negotiation.step(try await event(of: call, over: transport, patience: patience))
            case .initialize(let version):
                patience = settings.startTimeout
                step = negotiation.step(
                    try await event(of: identity.initialize(version), over: transport, patience: patience))
            case .agreed(let agreement):
                try await begin(agreement, over: transport)
                return agreement
            case .failed(let error): throw error
            }
        }
    }

    private func event(
        of call: OutgoingCall, over transport: any ServerTransport, patience: Duration
    ) async throws -> Negotiation.Event {
        do {
            switch try await Patience(limit: patience, on: clock).whileWaiting(for: {
                try await transport.exchange(call)
            }) {
            case .success(let result): return .answered(result)
            case .failure(let error): return .failed(error)
            case nil: return .timedOut
            }
        } catch let rejection as HTTPRejection {
            return .rejected(status: rejection.status)
        }
    }

    private func begin(_ agreement: Agreement, over transport: any ServerTransport) async throws {
        let dialect = agreement.dialect
        if !dialect.isStateless {
            try await transport.notify(RPCNotification(method: "notifications/initialized"), in: dialect)
        }
        guard agreement.announcesChanges else { return }
        let subscription = identity.call(
            "subscriptions/listen", ["notifications": ["toolsListChanged": true]], in: dialect)
        await transport.follow(dialect.isStateless ? subscription : nil)
    }

    private func fetchTools(_ connection: Connection) async throws -> ToolList {
        let changes = cache.withLock { $0.changes }
        var pages = ToolPages(limits: limits)
        var cursor: String?
        repeat {
            let page = try await ask("tools/list", cursor.map { ["cursor": .string($0)] } ?? [:], over: connection)
            cursor = try pages.take(page)
        } while cursor != nil
        var list = pages.list
        if mirrorsArguments(connection) { list.dropUnmirrorable() }
        cache.withLock { $0.store(list, at: stopwatch.elapsed, asOf: changes) }
        return list
    }

    private func call(
        _ tool: ListedTool, _ arguments: [String: JSONValue], over connection: Connection
    ) async throws -> ToolReply {
        let mirrored =
            mirrorsArguments(connection)
            ? (try? MirroredParameter.all(in: tool.schema))?.compactMap { $0.argument(in: arguments) } ?? [] : []
        var params: [String: JSONValue] = ["name": .string(tool.name), "arguments": .object(arguments)]
        for _ in 0..<limits.rounds {
            let result = try await ask("tools/call", params, mirroring: mirrored, over: connection)
            guard result["resultType"] == "input_required" else {
                return try ToolReply(result, limit: limits.resultBytes)
            }
            let wanted = result["inputRequests"]?.object ?? [:]
            guard wanted.isEmpty, let state = result["requestState"]?.string else {
                let what = Set(wanted.values.compactMap { $0["method"]?.string?.cut(to: 40) }).sorted().prefix(8)
                throw MCPError(
                    .needsInput,
                    "wants \(what.isEmpty ? "something" : what.joined(separator: ", ")) before it goes on with "
                        + "“\(tool.name)”, and nobody is asked here")
            }
            // It wants nothing but to be asked again, with what it has noted.
            params["requestState"] = .string(state)
        }
        throw MCPError(.tooMuch, "wants to be asked more than \(limits.rounds) times for one call of “\(tool.name)”")
    }

    private func mirrorsArguments(_ connection: Connection) -> Bool {
        connection.transport.mirrorsArguments && connection.agreement.dialect.isStateless
    }

    /// Asks, and waits no longer than the settings say.
    private func ask(
        _ method: String, _ params: [String: JSONValue], mirroring mirrored: [MirroredArgument] = [],
        over connection: Connection
    ) async throws -> JSONValue {
        var call = identity.call(method, params, in: connection.agreement.dialect)
        call.mirrored = mirrored
        let (transport, asked) = (connection.transport, call)
        let outcome = try await Patience(limit: settings.timeout, on: clock).whileWaiting {
            try await transport.exchange(asked)
        }
        switch outcome {
        case .success(let result): return result
        case .failure(let error) where method == "tools/list" && error.code == RPCError.methodNotFound:
            throw MCPError(.unsupported, "offers no tools")
        case .failure(let error):
            throw MCPError(.refused, "refuses \(asked.spoken): \(error.publicText)")
        case nil:
            throw MCPError(
                .timedOut,
                "does not answer \(asked.spoken) within \(settings.timeout.spoken)",
                suggestion: "raise its timeout in the configuration if it needs longer")
        }
    }
}

extension ToolList {
    /// Leaves out tools whose arguments headers cannot repeat as their schemas ask for it.
    fileprivate mutating func dropUnmirrorable() {
        tools.removeAll { tool in
            do throws(MalformedMessage) {
                _ = try MirroredParameter.all(in: tool.schema)
                return false
            } catch {
                omissions.append("“\(tool.name)”: \(error.reason)")
                return true
            }
        }
    }
}
