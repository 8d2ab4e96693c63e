public import HTTPTypes

/// An HTTP client over libcurl: HTTP/1.1 and, where a server offers it over TLS, HTTP/2; streaming
/// bodies, connection reuse, and cancellation that reaches the wire at once.
///
/// One thread drives all transfers of a client. Certificates are verified. Redirects are followed
/// only where the request's options allow it, and then without credentials to another origin.
public final class HTTPClient: Sendable {
    private let driver: Result<Driver, TransportError>

    /// A client with its own connections.
    public init(configuration: Configuration = .init()) {
        driver = Result { () throws(TransportError) in try Driver(configuration: configuration) }
    }

    /// Sends a request and returns when the head of its reply is there.
    ///
    /// - Throws: ``TransportError``, or `CancellationError`.
    public func send(
        _ request: HTTPRequest, body: [UInt8]? = nil, options: HTTPOptions
    ) async throws -> HTTPReply {
        let driver = try self.driver.get()
        let deadline = options.totalTimeout.map { ContinuousClock.now + $0 }
        var current = RequestOnWire(request, body)
        var followed = 0
        while true {
            try Task.checkCancellation()
            let address = try WebAddress(current.request)
            let exchange = Exchange(
                request: current, address: address, options: options, deadline: deadline, driver: driver)
            // Held from here on, so that every way out of this function ends the exchange.
            let lease = BodyLease(exchange)
            let head = try await exchange.start()
            guard options.maximumRedirects > 0, let next = current.redirected(by: head, from: address) else {
                return HTTPReply(head: head, body: HTTPBody(lease: lease))
            }
            guard followed < options.maximumRedirects else {
                throw TransportError(
                    .tooManyRedirects,
                    "\(exchange.label): more than \(options.maximumRedirects) redirects",
                    suggestion: "check the address, or use the one that the server redirects to")
            }
            followed += 1
            current = try next.get()
        }
    }

    /// Ends all open exchanges with ``TransportError/Code/shutDown`` and closes all connections.
    /// Later requests fail the same way. Safe to call twice.
    public func shutdown() {
        if case .success(let driver) = driver { driver.stop() }
    }
}
