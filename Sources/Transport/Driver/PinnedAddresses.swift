#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The addresses that a request may go to, as curl takes them.
struct PinnedAddresses {
    private let texts: [String]

    /// - Parameter addresses: four or sixteen bytes each; others are left out.
    init(_ addresses: [[UInt8]]) {
        texts = addresses.compactMap(Self.text)
    }

    /// Has curl take the host's addresses from here in place of a lookup; what it knew of the host before is
    /// replaced, and this is forgotten in time.
    func entry(for address: WebAddress) -> String {
        let host = address.host.hasPrefix("[") ? String(address.host.dropFirst().dropLast()) : address.host
        return "+\(host):\(address.port):" + texts.map { $0.contains(":") ? "[\($0)]" : $0 }.joined(separator: ",")
    }

    /// Whether a connection to `peer`, an address as text, is one of these.
    func contains(_ peer: String) -> Bool { texts.contains(peer) }

    private static func text(_ bytes: [UInt8]) -> String? {
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
