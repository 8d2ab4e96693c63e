import Foundation

/// Where a server is, as somebody writes it down: an http or https address, taken apart into what requests are made of.
public struct ServerAddress: Sendable {
    /// `http` or `https`.
    public let scheme: String
    /// The host; IPv6 in brackets.
    public let host: String
    /// Host and port. Holds no secret.
    public let place: String
    /// Host and port, with user and password before them where they are given. May hold a secret.
    public let authority: String
    /// The path as it is written, percent-encoded; empty where there is none.
    public let path: String
    /// The query, percent-encoded. May hold a secret.
    public let query: String?

    /// Reads an address; nil for what is none, and for one that is neither http nor https.
    public init?(_ text: String) {
        guard let url = URLComponents(string: text), let host = url.host, !host.isEmpty,
            let scheme = url.scheme?.lowercased(), scheme == "http" || scheme == "https"
        else { return nil }
        let user = url.percentEncodedUser.map { $0 + (url.percentEncodedPassword.map { ":" + $0 } ?? "") + "@" } ?? ""
        self.scheme = scheme
        self.host = host
        place = host + (url.port.map { ":\($0)" } ?? "")
        authority = user + place
        path = url.percentEncodedPath
        query = url.percentEncodedQuery
    }

    /// The path without slashes at its end, for the paths of requests to be added to.
    public var base: String {
        var base = path
        while base.hasSuffix("/") { base.removeLast() }
        return base
    }

    /// Path and query, as a request has them.
    public var target: String { (path.isEmpty ? "/" : path) + (query.map { "?" + $0 } ?? "") }
}
