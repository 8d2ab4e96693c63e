import Foundation
import HTTPTypes

/// An http or https address in the plainest form: read so strictly that no two parsers can
/// understand it differently.
struct PageAddress: Hashable, CustomStringConvertible {
    let scheme: String
    /// A name or an IPv4 address; IPv6 in brackets.
    let host: String
    let port: String
    /// Path and query.
    let target: String

    /// Reads an address that a model or a redirect gives.
    /// - Throws: ``ToolFailure``.
    init(_ text: String) throws(ToolFailure) {
        let pattern =
            #/(?<scheme>https?)://(?<host>[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?<port>:[0-9]{1,5})?(?<target>[/?][!-~]*)?/#
        guard text.utf8.count <= 4096, let parts = text.wholeMatch(of: pattern) else {
            throw ToolFailure(
                "“\(text.prefix(200))” is not an address that can be fetched; write it like "
                    + "https://example.com/page, without user or password and with blanks and other letters escaped")
        }
        scheme = String(parts.scheme)
        host = parts.host.lowercased()
        port = parts.port.map(String.init) ?? ""
        let target = String(parts.target ?? "/").prefix { $0 != "#" }
        self.target = target.hasPrefix("/") ? String(target) : "/" + target
    }

    /// The address that `location` means when it is found here.
    func redirected(to location: String) throws(ToolFailure) -> PageAddress {
        guard let url = URL(string: location, relativeTo: URL(string: description)) else {
            throw ToolFailure("\(description) redirects to something that is not an address")
        }
        return try PageAddress(url.absoluteString)
    }

    var request: HTTPRequest {
        HTTPRequest(method: .get, scheme: scheme, authority: host + port, path: target)
    }

    var description: String { "\(scheme)://\(host)\(port)\(target)" }
}
