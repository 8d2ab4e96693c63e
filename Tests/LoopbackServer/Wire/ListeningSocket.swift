import Dispatch
import Synchronization

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A socket that listens on 127.0.0.1, on a port the system picks.
final class ListeningSocket: Sendable {
    let port: Int
    private let source = Mutex<(any DispatchSourceRead)?>(nil)
    private let descriptor: Int32

    init() throws {
        let socket = try BoundSocket()
        guard listen(socket.descriptor, 4096) == 0 else {
            socket.close()
            throw ServerFailure(description: "nobody can listen: \(String(cString: strerror(errno)))")
        }
        descriptor = socket.descriptor
        port = socket.port
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    /// Accepts from now on; until then connections stand, but nobody answers.
    func start(accepted: @escaping @Sendable (StreamSocket) -> Void) {
        let descriptor = self.descriptor
        self.source.withLock { current in
            let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: nil)
            source.setEventHandler {
                while true {
                    let socket = accept(descriptor, nil, nil)
                    guard socket >= 0 else { return }
                    accepted(StreamSocket(socket))
                }
            }
            source.setCancelHandler { close(descriptor) }
            source.resume()
            current = source
        }
    }

    deinit {
        if source.withLock({ $0 == nil }) { close(descriptor) }
    }

    func stop() {
        source.withLock { $0?.cancel() }
    }
}
