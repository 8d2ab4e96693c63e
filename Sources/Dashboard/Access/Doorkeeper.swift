/// Decides who is let in. The record holds what was asked and answered, and any page in the same browser can send
/// requests to this machine; so it has to be sure that a request comes from a page of this site.
///
/// - `Host` has to be an address of this machine: a foreign name that was made to point here is not.
/// - `Origin`, where a browser sends it, has to be the site itself.
/// - What a browser says is another site's request for data is refused.
/// - Whoever listens beyond this machine asks everybody for a token.
struct Doorkeeper: Sendable {
    /// The cookie that holds the token.
    static let cookie = "outrider"

    /// What a request with the token in its address is for.
    enum Verdict: Sendable, Hashable {
        /// Let in.
        case admitted
        /// Let in once the token is in the cookie.
        case remembered(token: String)
        /// Turned away.
        case refused(status: Int, String)
    }

    /// The token; nil where only this machine can connect.
    let token: String?

    /// - Parameter token: what everybody has to know; nil where only this machine can connect.
    init(token: String?) {
        self.token = token
    }

    /// What becomes of a request.
    func verdict(on request: PageRequest) -> Verdict {
        guard let host = request.fields["host"], isOurs(host) else {
            return .refused(
                status: 421, "this is not a name of this machine; use the address that `outrider dashboard` has printed"
            )
        }
        if let origin = request.fields["origin"], origin != "http://\(host)" {
            return .refused(status: 403, "requests of other sites are refused")
        }
        let site = request.fields["sec-fetch-site"] ?? "none"
        let isVisit = request.fields["sec-fetch-mode"] == "navigate"
        guard isVisit || site == "none" || site == "same-origin" else {
            return .refused(status: 403, "requests of other sites are refused")
        }
        guard let token else { return .admitted }
        if let given = request.query["token"], Self.isSame(given, token) { return .remembered(token: token) }
        let known = [Self.cookie(in: request.fields["cookie"]), Self.bearer(in: request.fields["authorization"])]
        guard known.contains(where: { $0.map { Self.isSame($0, token) } ?? false }) else {
            return .refused(
                status: 401, "the token is missing or wrong; use the address that `outrider dashboard` has printed")
        }
        return .admitted
    }

    /// Whether a value of `Host` names this machine by its number, which no foreign name server can do. The port
    /// may be another one: a tunnel has its own.
    private func isOurs(_ host: String) -> Bool {
        let name = Self.name(in: host)
        if name == "localhost" || name == "127.0.0.1" || name == "[::1]" { return true }
        // Beyond this machine the token is what counts, and a number is still a number.
        return token != nil && (Self.isNumber(name) || (name.hasPrefix("[") && name.hasSuffix("]")))
    }

    private static func name(in host: String) -> String {
        let host = host.lowercased()
        if host.hasPrefix("["), let end = host.firstIndex(of: "]") {
            let rest = host[host.index(after: end)...]
            return rest.isEmpty || isPort(rest) ? String(host[...end]) : host
        }
        guard let colon = host.lastIndex(of: ":"), isPort(host[colon...]) else { return host }
        return String(host[..<colon])
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.first == ":" && UInt16(text.dropFirst()) != nil
    }

    private static func isNumber(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func cookie(in field: String?) -> String? {
        field?.split(separator: ";").lazy.map { $0.trimmingPrefix { $0 == " " } }
            .first { $0.hasPrefix("\(cookie)=") }.map { String($0.dropFirst(cookie.count + 1)) }
    }

    private static func bearer(in field: String?) -> String? {
        field.flatMap { $0.hasPrefix("Bearer ") ? String($0.dropFirst(7)) : nil }
    }

    /// Takes as long for a wrong guess as for a right one.
    private static func isSame(_ guess: String, _ token: String) -> Bool {
        let (guess, token) = (Array(guess.utf8), Array(token.utf8))
        guard guess.count == token.count else { return false }
        return zip(guess, token).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
