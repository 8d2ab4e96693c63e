import FlyingSocks
import Foundation

/// Sockets that send at once what they are given. The server writes the head of an answer and its body one after the
/// other, and without this the body waits until the browser has confirmed the head, which it takes its time for.
struct PromptSockets<Pool: AsyncSocketPool>: AsyncSocketPool {
    private let pool: Pool

    init(_ pool: Pool) {
        self.pool = pool
    }

    func prepare() async throws { try await pool.prepare() }

    func run() async throws { try await pool.run() }

    /// Every connection waits for its first request here.
    func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
        try? socket.setValue(true, for: BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY))
        try await pool.suspendSocket(socket, untilReadyFor: events)
    }
}
