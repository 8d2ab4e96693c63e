import Foundation
import Processes

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Asks the system for the addresses of a host.
enum HostLookup {
    /// The addresses, four or sixteen bytes each; none if the host is not known.
    static func addresses(of host: String) async -> [[UInt8]] {
        await Blocking.call { look(up: host) }
    }

    private static func look(up host: String) -> [[UInt8]] {
        let name = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        var first: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(name, nil, nil, &first) == 0 else { return [] }
        defer { freeaddrinfo(first) }
        var found: [[UInt8]] = []
        var current = first
        while let info = current?.pointee {
            if let bytes = bytes(of: info), !found.contains(bytes) { found.append(bytes) }
            current = info.ai_next
        }
        return found
    }

    private static func bytes(of info: addrinfo) -> [UInt8]? {
        guard let address = info.ai_addr else { return nil }
        let raw = UnsafeRawPointer(address)
        switch info.ai_family {
        case AF_INET:
            return withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in.self).sin_addr) { Array($0) }
        case AF_INET6:
            return withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr) { Array($0) }
        default:
            return nil
        }
    }
}
