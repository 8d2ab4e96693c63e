/// How long one request may take, how much it may bring, and how far it may be sent on.
public struct HTTPOptions: Sendable, Hashable {
    /// The longest time until a connection stands: name lookup, TCP and TLS together.
    public var connectTimeout: Duration
    /// The longest wait for the first byte of the reply, counted from when the connection stood and
    /// the request began to be sent. `nil` waits for ever.
    public var firstByteTimeout: Duration?
    /// The longest silence once the reply has begun. Time in which the reader holds the transfer up
    /// does not count. `nil` waits for ever.
    public var idleTimeout: Duration?
    /// The longest time from `send` to the last byte, redirects and the reader's pauses included.
    /// `nil` waits for ever.
    public var totalTimeout: Duration?
    /// The most bytes a body may have, counted after decompression.
    public var maximumBytes: Int
    /// How many redirects are followed; 0 hands the redirecting reply to the caller.
    public var maximumRedirects: Int

    /// The only addresses that may be connected to, four or sixteen bytes each, whatever the host's name leads to by
    /// then; `nil` is wherever it leads. Behind a proxy it is the proxy that looks names up.
    public var addresses: [[UInt8]]?

    /// Limits for one request. How much may be received has no default on purpose.
    public init(
        connectTimeout: Duration = .seconds(10), firstByteTimeout: Duration? = nil, idleTimeout: Duration? = nil,
        totalTimeout: Duration? = nil, maximumBytes: Int, maximumRedirects: Int = 0, addresses: [[UInt8]]? = nil
    ) {
        self.addresses = addresses
        self.connectTimeout = connectTimeout
        self.firstByteTimeout = firstByteTimeout
        self.idleTimeout = idleTimeout
        self.totalTimeout = totalTimeout
        self.maximumBytes = maximumBytes
        self.maximumRedirects = maximumRedirects
    }
}
