import HTTPTypes
import Planning
import Transport

/// Where the requests of a provider go.
struct ProviderEndpoint: Sendable {
    private let format: any WireFormat
    private let address: ServerAddress
    private let fields: HTTPFields
    /// The address without user, password and query, for messages and for the record.
    let publicText: String

    /// The endpoint of the wire format of `provider`, below its base address.
    /// - Throws: ``BackendError/Code/badRequest`` for an address or a header that cannot be sent.
    init(provider: Provider) throws(BackendError) {
        guard let address = ServerAddress(provider.baseURL) else {
            throw BackendError(
                .badRequest, "base_url of provider “\(provider.name)” is no address of a server",
                suggestion: "write it as https://host/v1")
        }
        format = provider.format
        self.address = address
        publicText = "\(address.scheme)://\(address.place)\(address.base)\(format.path)"
        fields = try Self.fields(of: provider)
    }

    private static func fields(of provider: Provider) throws(BackendError) -> HTTPFields {
        var fields = HTTPFields()
        fields[.contentType] = "application/json"
        fields[.accept] = "text/event-stream, application/x-ndjson, application/json"
        // What the user says of a field stands above what the format says.
        for (name, value) in provider.format.fields.merging(provider.headers, uniquingKeysWith: { _, own in own }) {
            guard let name = HTTPField.Name(name), HTTPField.isValidValue(value) else {
                // The value may be secret, so that only the name is shown.
                throw BackendError(
                    .badRequest, "the header “\(name)” of provider “\(provider.name)” cannot be sent",
                    suggestion: "correct it in the configuration")
            }
            fields[name] = value
        }
        return fields
    }

    /// The head of a request as it is sent, with its key.
    func head(of request: ModelRequest, key: ResolvedKey?) -> HTTPRequest {
        head(.post, format.path(for: request), key: key)
    }

    /// The head of a question about something below the base address.
    func question(_ path: String, key: ResolvedKey?) -> HTTPRequest {
        head(.get, path, key: key)
    }

    private func head(_ method: HTTPRequest.Method, _ place: String, key: ResolvedKey?) -> HTTPRequest {
        var path = address.base + place
        if let query = address.query { path += (path.contains("?") ? "&" : "?") + query }
        var head = HTTPRequest(
            method: method, scheme: address.scheme, authority: address.authority, path: path, headerFields: fields)
        if let key {
            var field = format.field(carrying: key.secret)
            field.indexingStrategy = .disallow
            head.headerFields.append(field)
        }
        return head
    }
}
