import Dispatch
import Synchronization

/// A small HTTP/1.1 server for tests, on 127.0.0.1 and a port the system picks. For every request a
/// closure gives the script of the answer, part by part, so that a test can stop in the middle of a
/// stream, cut it, send garbage, or never answer, without sleeping anywhere.
///
///     let gate = Gate()
///     let server = try ScriptedServer { _ in
///         [.eventsHead, .chunk(Array("data: 1\n\n".utf8)), .gate(gate), .lastChunk]
///     }
///
/// Every request is recorded before its script begins. When the client closes a connection, the task
/// that plays the script is cancelled, which ends waits at gates and pauses.
public final class ScriptedServer: Sendable {
    private let listener: ListeningSocket
    private let queue = DispatchQueue(label: "loopback-server")
    private let log = ServerLog()
    private let connections = Mutex<[Int: Connection]?>([:])
    private let handler: @Sendable (ServerRequest) async -> ServerScript

    /// Starts to listen.
    /// - Throws: ``ServerFailure`` when there is no socket to be had.
    public init(handler: @escaping @Sendable (ServerRequest) async -> ServerScript) throws {
        self.handler = handler
        listener = try ListeningSocket()
        listener.start { [weak self] socket in
            if let self { self.accept(socket) } else { socket.close() }
        }
    }

    /// The port that is listened on.
    public var port: Int { listener.port }

    /// Host and port, as a request's authority.
    public var authority: String { "127.0.0.1:\(port)" }

    /// The URL of a path.
    public func url(_ path: String = "/") -> String { "http://\(authority)\(path)" }

    /// Everything that was asked, in the order in which it came in whole.
    public var requests: [ServerRequest] { log.entries.requests }

    /// Connections that neither side has closed.
    public var openConnections: Int { log.entries.open }

    /// Connections that were ever accepted.
    public var acceptedConnections: Int { log.entries.accepted }

    /// Bytes that the system took for sending, over all connections.
    public var bytesSent: Int { log.entries.bytesSent }

    /// Returns when connection `number` is closed, by whichever side. The first connection that is
    /// accepted has the number 1. Returns early when the task is cancelled.
    public func connectionClosed(_ number: Int) async {
        await log.wait { $0.closed.contains(number) }
    }

    /// Returns when no connection is open.
    public func allConnectionsClosed() async {
        await log.wait { $0.open == 0 }
    }

    /// Returns when `count` requests have come in.
    public func received(_ count: Int) async {
        await log.wait { $0.requests.count >= count }
    }

    /// Stops listening and closes all connections. Safe to call twice.
    public func stop() {
        listener.stop()
        let open = connections.withLock { connections in
            defer { connections = nil }
            return connections.map { Array($0.values) } ?? []
        }
        for connection in open { connection.close() }
    }

    deinit {
        stop()
    }

    private func accept(_ socket: StreamSocket) {
        let log = self.log
        let number = log.note { entries in
            entries.accepted += 1
            return entries.accepted
        }
        let connection = Connection(
            number: number, socket: socket, queue: queue,
            onClose: { [weak self] in
                self?.connections.withLock { _ = $0?.removeValue(forKey: number) }
                log.note { entries in _ = entries.closed.insert(number) }
            },
            onSend: { count in log.note { $0.bytesSent += count } })
        let isRunning = connections.withLock { connections in
            connections?[number] = connection
            return connections != nil
        }
        guard isRunning else { return connection.close() }
        let handler = self.handler
        connection.run {
            while let request = await connection.nextRequest() {
                log.note { $0.requests.append(request) }
                for part in await handler(request).parts {
                    guard await connection.play(part) else { return }
                }
            }
        }
    }
}
