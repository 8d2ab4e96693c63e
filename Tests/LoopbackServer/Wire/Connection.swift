import Dispatch
import Synchronization

/// One accepted connection: bytes in as they come, bytes out as the client takes them, and word of
/// the client's closing even while nothing is read or written.
final class Connection: Sendable {
    let number: Int
    private let socket: StreamSocket
    private let queue: DispatchQueue
    private let onClose: @Sendable () -> Void
    private let onSend: @Sendable (Int) -> Void
    private let state = Mutex(State())

    private struct State {
        var reader = RequestReader()
        var isClosed = false
        var readSource: (any DispatchSourceRead)?
        var writeSource: (any DispatchSourceWrite)?
        /// The descriptor must outlive every source on it.
        var sources = 0
        var readWaiter: CheckedContinuation<Void, Never>?
        var writeWaiter: CheckedContinuation<Void, Never>?
        var player: Task<Void, Never>?
    }

    init(
        number: Int, socket: StreamSocket, queue: DispatchQueue, onClose: @escaping @Sendable () -> Void,
        onSend: @escaping @Sendable (Int) -> Void
    ) {
        self.number = number
        self.socket = socket
        self.queue = queue
        self.onClose = onClose
        self.onSend = onSend
        state.withLock { state in
            let source = DispatchSource.makeReadSource(fileDescriptor: socket.descriptor, queue: queue)
            source.setEventHandler { [weak self] in self?.receive() }
            source.setCancelHandler { self.sourceEnded() }
            state.readSource = source
            state.sources = 1
            source.resume()
        }
    }

    /// Runs what answers the requests; the connection is closed when it is done, and it is cancelled
    /// when the connection is closed.
    func run(_ body: @escaping @Sendable () async -> Void) {
        let task = Task {
            await body()
            close()
        }
        let isClosed = state.withLock { state in
            state.player = task
            return state.isClosed
        }
        if isClosed { task.cancel() }
    }

    /// The next request, or `nil` when the connection is closed or what comes is no request.
    func nextRequest() async -> ServerRequest? {
        while true {
            let (request, isOver): (ServerRequest?, Bool) = state.withLock { state in
                let request = state.reader.next(connection: number)
                return (request, state.isClosed || state.reader.isBroken)
            }
            if request != nil || isOver { return request }
            await withCheckedContinuation { continuation in
                let goesOn = state.withLock { state in
                    if state.isClosed || state.reader.hasNews { return true }
                    state.readWaiter = continuation
                    return false
                }
                if goesOn { continuation.resume() }
            }
        }
    }

    /// Writes everything, as fast as the client takes it.
    /// - Returns: whether the connection still stands.
    func write(_ bytes: [UInt8]) async -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let outcome = state.withLock { state -> StreamSocket.Outcome in
                // Under the lock, so that the descriptor is not closed in between.
                state.isClosed ? .closed : socket.send(rest)
            }
            switch outcome {
            case .done(let count):
                onSend(count)
                rest = rest.dropFirst(count)
            case .wouldBlock: await writable()
            case .closed:
                close()
                return false
            }
        }
        return !state.withLock { $0.isClosed }
    }

    /// Closes the connection; with `resetting`, by a TCP reset. Safe to call twice.
    func close(resetting: Bool = false) {
        let closed = state.withLock { state -> State? in
            guard !state.isClosed else { return nil }
            state.isClosed = true
            if resetting { socket.closeWillReset() }
            state.readSource?.cancel()
            state.writeSource?.cancel()
            let before = state
            state.readSource = nil
            state.writeSource = nil
            state.readWaiter = nil
            state.writeWaiter = nil
            state.player = nil
            return before
        }
        guard let closed else { return }
        closed.readWaiter?.resume()
        closed.writeWaiter?.resume()
        closed.player?.cancel()
    }

    private func writable() async {
        await withCheckedContinuation { continuation in
            let goesOn = state.withLock { state in
                guard !state.isClosed else { return true }
                state.writeWaiter = continuation
                let source = DispatchSource.makeWriteSource(fileDescriptor: socket.descriptor, queue: queue)
                source.setEventHandler { [weak self] in self?.becameWritable() }
                source.setCancelHandler { self.sourceEnded() }
                state.writeSource = source
                state.sources += 1
                source.resume()
                return false
            }
            if goesOn { continuation.resume() }
        }
    }

    private func becameWritable() {
        let waiter = state.withLock { state in
            state.writeSource?.cancel()
            state.writeSource = nil
            defer { state.writeWaiter = nil }
            return state.writeWaiter
        }
        waiter?.resume()
    }

    private func receive() {
        let (waiter, isClosed): (CheckedContinuation<Void, Never>?, Bool) = state.withLock { state in
            guard !state.isClosed else { return (nil, false) }
            var isClosed = false
            withUnsafeTemporaryAllocation(byteCount: 65536, alignment: 1) { buffer in
                reading: while true {
                    switch socket.receive(into: buffer) {
                    case .done(let count): state.reader.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                    case .wouldBlock: break reading
                    case .closed:
                        isClosed = true
                        break reading
                    }
                }
            }
            defer { state.readWaiter = nil }
            return (state.readWaiter, isClosed)
        }
        if isClosed { close() }
        waiter?.resume()
    }

    private func sourceEnded() {
        let isLast = state.withLock { state in
            state.sources -= 1
            return state.sources == 0 && state.isClosed
        }
        guard isLast else { return }
        socket.close()
        onClose()
    }
}
