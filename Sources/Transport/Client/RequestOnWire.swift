import HTTPTypes

/// A request with its body, and what becomes of it when it is redirected.
struct RequestOnWire: Sendable {
    var request: HTTPRequest
    var body: [UInt8]?

    init(_ request: HTTPRequest, _ body: [UInt8]?) {
        self.request = request
        self.body = body
    }

    /// The request that a redirecting reply asks for, or why it cannot be made; `nil` where the
    /// reply does not redirect.
    func redirected(by head: HTTPResponse, from address: WebAddress) -> Result<RequestOnWire, TransportError>? {
        guard [301, 302, 303, 307, 308].contains(head.status.code), let location = head.headerFields[.location] else {
            return nil
        }
        do {
            return .success(
                following(head.status.code, from: address, to: try WebAddress(location, relativeTo: address)))
        } catch {
            return .failure(
                TransportError(
                    .protocolError, "\(address.publicText) redirects to an address that cannot be followed",
                    suggestion: "only http and https addresses are followed; ask the server's operator"))
        }
    }

    private func following(_ status: Int, from address: WebAddress, to target: WebAddress) -> RequestOnWire {
        var next = self
        // Browsers turn a POST into a GET on 301 and 302, and everything but HEAD on 303; so do we.
        let method = request.method
        if (status == 303 && method != .head) || ((status == 301 || status == 302) && method == .post) {
            next.request.method = .get
            next.body = nil
            next.request.headerFields[values: .contentType] = []
            next.request.headerFields[values: .contentLength] = []
            next.request.headerFields[values: .contentEncoding] = []
        }
        next.request.scheme = target.scheme
        // Neither the old user and password nor new ones that a server makes up are sent on.
        next.request.authority = target.authority
        next.request.path = target.target
        if let host = HTTPField.Name("Host") { next.request.headerFields[values: host] = [] }
        if !address.hasSameOrigin(as: target) {
            next.request.headerFields = HTTPFields(request.headerFields.filter { !$0.isCredential })
            if next.body == nil { next.request.headerFields[values: .contentType] = [] }
        } else if let userinfo = address.userinfo {
            next.request.authority = "\(userinfo)@\(target.authority)"
        }
        return next
    }
}

extension HTTPField {
    /// Whether the field may hold a key, a password or a session, going by its name or by its mark
    /// as not to be indexed.
    var isCredential: Bool {
        if indexingStrategy == .avoid || indexingStrategy == .disallow { return true }
        let name = self.name.canonicalName
        return ["auth", "cookie", "api-key", "apikey", "token", "secret", "password"].contains { name.contains($0) }
    }
}
