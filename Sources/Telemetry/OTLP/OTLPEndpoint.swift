import Foundation
import HTTPTypes
import Transport

/// Where traces are sent, with what a collector wants to be told. Its description holds no secret: no
/// header, and no user, password or query of the address.
public struct OTLPEndpoint: Sendable, CustomStringConvertible {
    /// Why an address or a list of headers cannot be used.
    public struct Invalid: Error, Sendable, CustomStringConvertible {
        /// What is wrong, and how it is written right. Never holds a value.
        public let description: String
    }

    /// The request without its body.
    let request: HTTPRequest

    /// `scheme://host:port/path`.
    public let description: String

    /// - Parameters:
    ///   - text: the collector's address; `/v1/traces` is added unless it is there.
    ///   - headers: `name=value,name=value`, percent-encoded, as `OTEL_EXPORTER_OTLP_HEADERS` has it.
    public init(address text: String, headers: String? = nil) throws(Invalid) {
        guard let address = ServerAddress(text) else {
            throw Invalid(
                description: "the address of the collector cannot be read; write it as http://127.0.0.1:4318")
        }
        let path = address.base.hasSuffix("/v1/traces") ? address.base : address.base + "/v1/traces"
        description = "\(address.scheme)://\(address.place)\(path)"
        request = HTTPRequest(
            method: .post, scheme: address.scheme, authority: address.authority,
            path: path + (address.query.map { "?" + $0 } ?? ""), headerFields: try Self.fields(headers))
    }

    private static func fields(_ headers: String?) throws(Invalid) -> HTTPFields {
        var fields = HTTPFields()
        fields[.contentType] = "application/json"
        for (index, header) in (headers ?? "").split(separator: ",").enumerated() {
            let parts = header.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2, let name = HTTPField.Name(parts[0]), let value = parts[1].removingPercentEncoding,
                HTTPField.isValidValue(value)
            else {
                throw Invalid(
                    description:
                        "header \(index + 1) of the list cannot be sent; write name=value,name=value, percent-encoded")
            }
            var field = HTTPField(name: name, value: value)
            field.indexingStrategy = .disallow
            fields.append(field)
        }
        return fields
    }
}
