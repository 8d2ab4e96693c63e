public import Planning

/// How servers are reached.
public struct NetworkSettings: Sendable, Hashable {
    /// The proxy for all requests, possibly with a password in it.
    public let proxy: Setting<Secret>?
    /// Hosts that are reached without the proxy, separated by commas.
    public let noProxy: Setting<String>
    /// A file of certificate authorities to trust instead of the system's, as an absolute path.
    public let caFile: Setting<String>?

    /// The layers, the strongest first.
    init(_ layers: [NetworkSection]) {
        proxy = layers.strongest(\.proxy)
        // A proxy cannot reach the servers of this machine.
        noProxy = layers.strongest(\.noProxy) ?? Setting("localhost,127.0.0.1,::1", .builtIn)
        caFile = layers.strongest(\.caFile)
    }
}
