import Foundation

/// Ports of this machine's loopback address.
enum LoopbackPort {
    /// A port that nobody listens on now, chosen by the system.
    static func free() -> Int? {
        bound(to: 0)
    }

    /// Whether a program listens on `port`.
    static func isTaken(_ port: Int) -> Bool {
        bound(to: port) == nil
    }

    private static func bound(to port: Int) -> Int? {
        #if canImport(Darwin)
            let kind = SOCK_STREAM
        #else
            let kind = Int32(SOCK_STREAM.rawValue)
        #endif
        let descriptor = socket(AF_INET, kind, 0)
        guard descriptor >= 0, let number = UInt16(exactly: port) else { return nil }
        defer { close(descriptor) }
        // What is left of closed connections is in nobody's way.
        var reuses: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuses, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = number.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                guard bind(descriptor, generic, size) == 0, getsockname(descriptor, generic, &size) == 0 else {
                    return nil
                }
                return Int(UInt16(bigEndian: pointer.pointee.sin_port))
            }
        }
    }
}
