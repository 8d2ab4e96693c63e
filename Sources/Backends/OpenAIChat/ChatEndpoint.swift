import Foundation
import HTTPTypes
import Planning

/// Where the requests of a provider go.
struct ChatEndpoint: Sendable, Hashable {
    /// The request without its body and its key.
    let request: HTTPRequest
    /// The address without user, password and query, for messages and for the record.
    let publicText: String

    /// The endpoint of the wire format of `provider`, below its base address.
    /// - Throws: ``BackendError/Code/badRequest`` for an address or a header that cannot be sent.
    init(provider: Provider) throws(BackendError) {
        guard let url = URLComponents(string: provider.baseURL), let host = url.host, !host.isEmpty,
            let scheme = url.scheme?.lowercased(), scheme == "http" || scheme == "https"
        else {
            throw BackendError(
                .badRequest, "base_url of provider “\(provider.name)” is no address of a server",
                suggestion: "write it as https://host/v1")
        }
        var base = url.percentEncodedPath
        while base.hasSuffix("/") { base.removeLast() }
        let path = base + provider.api.path
        let place = host + (url.port.map { ":\($0)" } ?? "")
        let user = url.percentEncodedUser.map { $0 + (url.percentEncodedPassword.map { ":" + $0 } ?? "") + "@" } ?? ""
        publicText = "\(scheme)://\(place)\(path)"
        request = HTTPRequest(
            method: .post, scheme: scheme, authority: user + place,
            path: path + (url.percentEncodedQuery.map { "?" + $0 } ?? ""), headerFields: try Self.fields(of: provider))
    }

    private static func fields(of provider: Provider) throws(BackendError) -> HTTPFields {
        var fields = HTTPFields()
        fields[.contentType] = "application/json"
        fields[.accept] = "text/event-stream, application/json"
        for (name, value) in provider.headers {
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

    /// The request as it is sent, with its key.
    func request(key: ResolvedKey?) -> HTTPRequest {
        var request = request
        if let key {
            var field = HTTPField(name: .authorization, value: "Bearer \(key.secret.exposed)")
            field.indexingStrategy = .disallow
            request.headerFields.append(field)
        }
        return request
    }
}
