import Foundation

/// A connection to the model server, and the reply that is being written on it.
final class LoopbackConnection {
    /// What is still to be sent of a reply.
    struct Reply {
        let episode: Int
        /// Events that are left; nil goes on for ever.
        var eventsLeft: Int?
        let interval: Int64
        var due: Int64
    }

    let socket: Int32
    var received: [UInt8] = []
    /// When the first byte of the request that is being read came.
    var firstByte: Int64 = 0
    var reply: Reply?
    /// Bytes that the socket did not take at once.
    private var unsent: [UInt8] = []

    init(socket: Int32) {
        self.socket = socket
    }

    deinit {
        close(socket)
    }

    var isBlocked: Bool { !unsent.isEmpty }

    /// Reads what is there.
    /// - Returns: false at the end of the connection.
    func read(into buffer: UnsafeMutableRawBufferPointer, at now: Int64) -> Bool {
        let count = recv(socket, buffer.baseAddress, buffer.count, 0)
        if count < 0 { return errno == EAGAIN || errno == EINTR }
        guard count > 0 else { return false }
        if received.isEmpty { firstByte = now }
        received.append(contentsOf: buffer[..<count])
        return true
    }

    /// Takes a whole request out of what was received.
    func nextRequest() -> LoopbackRequest? {
        guard let (request, length) = LoopbackRequest.read(received) else { return nil }
        received.removeFirst(length)
        return request
    }

    func send(_ text: String) {
        unsent.append(contentsOf: text.utf8)
        sendRest()
    }

    func sendRest() {
        #if os(Linux)
            let flags = Int32(MSG_NOSIGNAL)
        #else
            let flags: Int32 = 0
        #endif
        let count = unsent.withUnsafeBytes { Foundation.send(socket, $0.baseAddress, $0.count, flags) }
        if count > 0 { unsent.removeFirst(count) }
    }
}
