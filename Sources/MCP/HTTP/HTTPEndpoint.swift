import HTTPTypes
import Planning
import Transport

/// Where the messages for a server go, and what every request there carries.
struct HTTPEndpoint: Sendable {
    private let request: HTTPRequest

    /// - Throws: ``MCPError/Code/unreachable`` for an address or a header that cannot be sent.
    init(url text: String, headers: [String: String], key: Secret?) throws(MCPError) {
        guard let address = ServerAddress(text) else {
            throw MCPError(.unreachable, "has no usable address", suggestion: "write its url as https://host/mcp")
        }
        var request = HTTPRequest(
            method: .post, scheme: address.scheme, authority: address.authority, path: address.target)
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) {
            guard let field = HTTPField.Name(name), HTTPField.isValidValue(value) else {
                // The value may be secret, so that only the name is shown.
                throw MCPError(
                    .unreachable, "has a header “\(name)” that cannot be sent",
                    suggestion: "correct it in the configuration")
            }
            request.headerFields.append(Self.secret(field, value))
        }
        if let key { request.headerFields.append(Self.secret(.authorization, "Bearer \(key.exposed)")) }
        self.request = request
    }

    /// A POST of a message.
    func post(_ call: OutgoingCall?, version: String?, session: String?) -> HTTPRequest {
        var request = bare(.post, version: call.map(\.version) ?? version, session: session)
        request.headerFields[.contentType] = "application/json"
        request.headerFields[.accept] = "application/json, text/event-stream"
        guard let call, call.isStateless else { return request }
        Self.set("Mcp-Method", call.method, in: &request)
        if let subject = call.subject { Self.set("Mcp-Name", HeaderText.encoded(subject), in: &request) }
        for argument in call.mirrored { Self.set("Mcp-Param-\(argument.name)", argument.value, in: &request) }
        return request
    }

    /// A request without a body: what ends a session, or opens a stream of what the server has to say.
    func bare(_ method: HTTPRequest.Method, version: String?, session: String?) -> HTTPRequest {
        var request = request
        request.method = method
        if method == .get { request.headerFields[.accept] = "text/event-stream" }
        if let version { Self.set("MCP-Protocol-Version", version, in: &request) }
        if let session { Self.set("Mcp-Session-Id", session, in: &request) }
        return request
    }

    private static func set(_ name: String, _ value: String, in request: inout HTTPRequest) {
        guard let name = HTTPField.Name(name), HTTPField.isValidValue(value) else { return }
        request.headerFields[name] = value
    }

    private static func secret(_ name: HTTPField.Name, _ value: String) -> HTTPField {
        var field = HTTPField(name: name, value: value)
        field.indexingStrategy = .disallow
        return field
    }
}
