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
        #if canImport(Darwin)
            descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #else
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = self.descriptor
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && listen(descriptor, 4096) == 0
                    && getsockname(descriptor, address, &length) == 0
            }
        }
        guard descriptor >= 0, isBound else {
            throw ServerFailure(description: "no port to listen on: \(String(cString: strerror(errno)))")
        }
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        port = Int(UInt16(bigEndian: address.sin_port))
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
