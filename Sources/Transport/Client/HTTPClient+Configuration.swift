extension HTTPClient {
    /// What holds for all requests of one client. Nothing is taken from the process's environment.
    public struct Configuration: Sendable {
        /// What the client calls itself, unless a request has its own `User-Agent`.
        public var userAgent: String
        /// The URL of a proxy for all requests, with user and password where it wants them; `nil`
        /// connects directly.
        public var proxy: String?
        /// Hosts that are reached without the proxy, separated by commas.
        public var noProxy: String?
        /// A PEM file of certificate authorities to trust instead of the system's.
        public var caFile: String?
        /// The most connections to one host; further requests wait their turn.
        public var maximumConnectionsPerHost: Int
        /// Whether servers without TLS are spoken to in HTTP/2 without asking. With TLS, HTTP/2 is
        /// used wherever the server offers it, whatever is said here.
        public var assumesHTTP2WithoutTLS: Bool

        /// Settings of a client.
        public init(
            userAgent: String = "outrider", proxy: String? = nil, noProxy: String? = nil, caFile: String? = nil,
            maximumConnectionsPerHost: Int = 1024, assumesHTTP2WithoutTLS: Bool = false
        ) {
            self.userAgent = userAgent
            self.proxy = proxy
            self.noProxy = noProxy
            self.caFile = caFile
            self.maximumConnectionsPerHost = maximumConnectionsPerHost
            self.assumesHTTP2WithoutTLS = assumesHTTP2WithoutTLS
        }
    }
}
