import Foundation
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
        let parts = URLComponents(string: address)
        let host = parts?.percentEncodedHost ?? ""
        let isLocal = ["127.0.0.1", "localhost", "[::1]"].contains(host)
        guard let parts, !host.isEmpty, parts.scheme == "https" || parts.scheme == "http" && isLocal else {
            throw TransportError(
                .invalidRequest, "prices cannot be fetched from there",
                suggestion: "give an address like https://host/path")
        }
        let path = (parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath)
        let request = HTTPRequest(
            method: .get, scheme: parts.scheme, authority: host + (parts.port.map { ":\($0)" } ?? ""),
            path: path + (parts.percentEncodedQuery.map { "?\($0)" } ?? ""))
        let reply = try await client.send(
            request,
            options: HTTPOptions(
                firstByteTimeout: .seconds(30), idleTimeout: .seconds(30), totalTimeout: .seconds(120),
                maximumBytes: PriceDocument.sizeLimit, maximumRedirects: 3))
        guard reply.head.status.kind == .successful else {
            throw TransportError(
                .protocolError, "\(host) answers with status \(reply.head.status.code) instead of prices",
                suggestion: "check the address")
        }
        return String(decoding: try await reply.body.collect(limit: PriceDocument.sizeLimit), as: UTF8.self)
    }
}
