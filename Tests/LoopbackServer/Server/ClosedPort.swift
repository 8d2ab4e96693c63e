/// A port of 127.0.0.1 where nobody listens, and where nobody can begin to, as long as this is kept.
public final class ClosedPort: Sendable {
    private let socket: BoundSocket

    /// Takes a port.
    /// - Throws: ``ServerFailure`` when there is none to be had.
    public init() throws {
        socket = try BoundSocket()
    }

    /// The URL of a path.
    public func url(_ path: String = "/") -> String { "http://127.0.0.1:\(socket.port)\(path)" }

    deinit {
        socket.close()
    }
}
