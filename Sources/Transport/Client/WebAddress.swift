import CCurl
import HTTPTypes

/// An http or https URL, taken apart by the parser that will also connect to it.
struct WebAddress: Sendable, Hashable {
    /// `http` or `https`.
    let scheme: String
    /// User and password, where the URL has them.
    let userinfo: String?
    /// In lower case; IPv6 in brackets.
    let host: String
    /// The port, also where it is the scheme's own.
    let port: String
    /// Begins with a slash.
    let path: String
    let query: String?

    /// The address a request names.
    /// - Throws: ``TransportError/Code/invalidRequest``.
    init(_ request: HTTPRequest) throws(TransportError) {
        guard let scheme = request.scheme, let authority = request.authority, !authority.isEmpty else {
            throw Self.invalid("the request has no scheme or no host")
        }
        guard !authority.contains(where: { "/?#\\".contains($0) }) else {
            throw Self.invalid("the host of the request is not a host")
        }
        let path = request.path ?? "/"
        guard path.hasPrefix("/") else { throw Self.invalid("the path of the request does not begin with a slash") }
        try self.init("\(scheme)://\(authority)\(path)")
    }

    /// Reads a URL; a relative one is resolved against `base`.
    /// - Throws: ``TransportError/Code/invalidRequest``.
    init(_ text: String, relativeTo base: WebAddress? = nil) throws(TransportError) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw Self.invalid("the URL has a blank or a control character in it")
        }
        guard let url = curl_url() else { throw Self.invalid("no memory for a URL") }
        defer { curl_url_cleanup(url) }
        if let base {
            guard curl_url_set(url, CURLUPART_URL, base.url, 0) == CURLUE_OK else {
                throw Self.invalid("the URL that redirects cannot be read")
            }
        }
        guard curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK else {
            throw Self.invalid("the URL cannot be read")
        }
        let part = { (part: CURLUPart) -> String? in
            var value: UnsafeMutablePointer<CChar>?
            guard curl_url_get(url, part, &value, UInt32(CURLU_DEFAULT_PORT)) == CURLUE_OK, let value else {
                return nil
            }
            defer { curl_free(value) }
            return String(cString: value)
        }
        guard let scheme = part(CURLUPART_SCHEME)?.lowercased(), scheme == "http" || scheme == "https" else {
            throw Self.invalid("only http and https are spoken")
        }
        guard let host = part(CURLUPART_HOST), let port = part(CURLUPART_PORT) else {
            throw Self.invalid("the URL has no host")
        }
        self.scheme = scheme
        self.host = host.lowercased()
        self.port = port
        path = part(CURLUPART_PATH) ?? "/"
        query = part(CURLUPART_QUERY)
        let password = part(CURLUPART_PASSWORD)
        userinfo = part(CURLUPART_USER).map { user in user + (password.map { ":" + $0 } ?? "") }
    }

    /// The port where it is not the scheme's own, with its colon.
    private var portSuffix: String {
        port == (scheme == "https" ? "443" : "80") ? "" : ":" + port
    }

    /// Host and port, as a `Host` field has them.
    var authority: String { host + portSuffix }

    /// Path and query.
    var target: String { path + (query.map { "?" + $0 } ?? "") }

    /// The whole URL.
    var url: String { "\(scheme)://\(userinfo.map { $0 + "@" } ?? "")\(authority)\(target)" }

    /// The URL without user, password and query, for messages.
    var publicText: String { "\(scheme)://\(authority)\(path)" }

    /// Whether credentials for this address may be shown to the other one.
    func hasSameOrigin(as other: WebAddress) -> Bool {
        scheme == other.scheme && host == other.host && port == other.port
    }

    private static func invalid(_ reason: String) -> TransportError {
        TransportError(
            .invalidRequest, "the request cannot be sent: \(reason)",
            suggestion: "give an address like https://host:port/path")
    }
}
