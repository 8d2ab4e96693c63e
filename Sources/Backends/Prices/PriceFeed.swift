import HTTPTypes
public import Transport

/// Fetches a file of prices over the network, within limits of size and time.
public struct PriceFeed: Sendable {
    private let client: HTTPClient

    /// A feed over `client`.
    public init(client: HTTPClient) {
        self.client = client
    }

    /// The text at an address, which has to be https unless it leads to this machine: whoever can change what comes could
    /// otherwise make every limit in dollars mean nothing.
    /// - Throws: ``TransportError``, or `CancellationError`.
    public func text(at address: String) async throws -> String {
        guard let server = ServerAddress(address),
            server.scheme == "https" || ["127.0.0.1", "localhost", "[::1]"].contains(server.host)
        else {
            throw TransportError(
                .invalidRequest, "prices cannot be fetched from there",
                suggestion: "give an address like https://host/path")
        }
        let request = HTTPRequest(
            method: .get, scheme: server.scheme, authority: server.place, path: server.target)
        let reply = try await client.send(
            request,
            options: HTTPOptions(
                firstByteTimeout: .seconds(30), idleTimeout: .seconds(30), totalTimeout: .seconds(120),
                maximumBytes: PriceDocument.sizeLimit, maximumRedirects: 3))
        guard reply.head.status.kind == .successful else {
            throw TransportError(
                .protocolError, "\(server.host) answers with status \(reply.head.status.code) instead of prices",
                suggestion: "check the address")
        }
        return String(decoding: try await reply.body.collect(limit: PriceDocument.sizeLimit), as: UTF8.self)
    }
}
