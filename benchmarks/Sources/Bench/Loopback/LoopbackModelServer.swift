import Foundation

/// A model on 127.0.0.1 that streams what nobody reads and notes when: one thread, and a process of
/// its own, so that it shares no thread with what is measured.
///
/// - `/model?episode=E&delay=µs&events=N&interval=µs` waits, then streams N events and ends.
/// - `/stream?episode=E&delay=µs&interval=µs` streams until the client goes away.
/// - `/log` answers with a line per note: `gap NANOSECONDS` from a model's last byte to the first
///   byte of the same episode's next request, `closed EPISODE INSTANT` for a stream that was left.
///
/// It ends when its standard input does.
final class LoopbackModelServer {
    private let listener: Int32
    private var connections: [Int32: LoopbackConnection] = [:]
    private var lastBytes: [Int: Int64] = [:]
    private var notes: [String] = []
    private var now: Int64 = 0
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)

    private static let event = "data: {\"choices\":[{\"delta\":{\"content\":\"onto the table \"}}]}\n\n"
    private static let chunk = String(event.utf8.count, radix: 16) + "\r\n" + event + "\r\n"
    private static let head =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"

    init() throws {
        #if os(Linux)
            listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            listener = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) == 0 }
        }
        guard listener >= 0, isBound, listen(listener, 4096) == 0 else {
            throw BenchmarkError("no server on 127.0.0.1: \(String(cString: strerror(errno)))")
        }
        Self.makeNonblocking(listener)
    }

    deinit {
        buffer.deallocate()
    }

    /// Where it listens.
    var port: Int {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            _ = pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &size) }
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// Serves until standard input ends.
    func run() {
        var watched: [pollfd] = []
        while true {
            watched.removeAll(keepingCapacity: true)
            watched.append(pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0))
            watched.append(pollfd(fd: listener, events: Int16(POLLIN), revents: 0))
            var due = Int64.max
            for connection in connections.values {
                let events = connection.isBlocked ? POLLIN | POLLOUT : POLLIN
                watched.append(pollfd(fd: connection.socket, events: Int16(events), revents: 0))
                if let reply = connection.reply { due = min(due, reply.due) }
            }
            now = ProcessFacts.monotonicNanoseconds
            // Rounded up, so that what is due within the same millisecond is sent at once.
            let patience = due == .max ? -1 : Int32(max(due - now + 999_999, 0) / 1_000_000)
            guard poll(&watched, nfds_t(watched.count), patience) >= 0 || errno == EINTR else { return }
            now = ProcessFacts.monotonicNanoseconds
            if watched[0].revents != 0 { return }
            if watched[1].revents != 0 { acceptAll() }
            for entry in watched.dropFirst(2) where entry.revents != 0 { serve(entry.fd) }
            for connection in connections.values { reply(on: connection) }
        }
    }

    private func acceptAll() {
        while case let socket = accept(listener, nil, nil), socket >= 0 {
            Self.makeNonblocking(socket)
            var yes: Int32 = 1
            setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
            connections[socket] = LoopbackConnection(socket: socket)
        }
    }

    private func serve(_ socket: Int32) {
        guard let connection = connections[socket] else { return }
        if connection.isBlocked { connection.sendRest() }
        guard connection.read(into: buffer, at: now) else {
            if let reply = connection.reply { notes.append("closed \(reply.episode) \(now)") }
            connections[socket] = nil
            return
        }
        while let request = connection.nextRequest() { answer(request, on: connection) }
    }

    private func answer(_ request: LoopbackRequest, on connection: LoopbackConnection) {
        guard request.path != "/log" else {
            let log = notes.joined(separator: "\n")
            notes = []
            return connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(log.utf8.count)\r\n\r\n\(log)")
        }
        let isModel = request.path == "/model"
        let episode = request["episode"]
        if isModel, let last = lastBytes[episode] { notes.append("gap \(connection.firstByte - last)") }
        connection.reply = .init(
            episode: episode, eventsLeft: isModel ? request["events"] : nil,
            interval: Int64(request["interval"]) * 1000, due: now + Int64(request["delay"]) * 1000)
        connection.send(Self.head)
    }

    private func reply(on connection: LoopbackConnection) {
        guard var reply = connection.reply, reply.due <= now, !connection.isBlocked else { return }
        if let left = reply.eventsLeft, left <= 1 {
            connection.reply = nil
            // Noted before the bytes are sent: the gap then includes the sending.
            lastBytes[reply.episode] = ProcessFacts.monotonicNanoseconds
            return connection.send(Self.chunk + "0\r\n\r\n")
        }
        reply.eventsLeft = reply.eventsLeft.map { $0 - 1 }
        reply.due = now + reply.interval
        connection.reply = reply
        connection.send(Self.chunk)
    }

    private static func makeNonblocking(_ socket: Int32) {
        _ = fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK)
    }
}
