#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A connected, non-blocking TCP socket. Whoever holds it closes it, once.
struct StreamSocket: Sendable {
    let descriptor: Int32

    enum Outcome {
        case done(Int)
        case wouldBlock
        case closed
    }

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, 4)
        #if canImport(Darwin)
            setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &one, 4)
        #endif
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    func receive(into buffer: UnsafeMutableRawBufferPointer) -> Outcome {
        Self.outcome(recv(descriptor, buffer.baseAddress, buffer.count, 0))
    }

    func send(_ bytes: ArraySlice<UInt8>) -> Outcome {
        #if canImport(Darwin)
            let flags: Int32 = 0
        #else
            let flags = Int32(MSG_NOSIGNAL)
        #endif
        return bytes.withUnsafeBytes { buffer in
            #if canImport(Darwin)
                Self.outcome(Darwin.send(descriptor, buffer.baseAddress, buffer.count, flags))
            #else
                Self.outcome(Glibc.send(descriptor, buffer.baseAddress, buffer.count, flags))
            #endif
        }
    }

    /// Makes the coming close a TCP reset.
    func closeWillReset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    }

    func close() {
        #if canImport(Darwin)
            _ = Darwin.close(descriptor)
        #else
            _ = Glibc.close(descriptor)
        #endif
    }

    private static func outcome(_ result: Int) -> Outcome {
        if result > 0 { return .done(result) }
        if result < 0, errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR { return .wouldBlock }
        return .closed
    }
}
