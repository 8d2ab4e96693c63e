import Backends
import Documents
import Foundation

/// Reads providers from a configuration file.
struct ProviderReader {
    let file: ConfigurationFile
    let places: Places

    private static let keys = ["api", "base_url", "key_env", "key_command", "key_file", "headers"]

    /// The provider that a member of `providers` describes; what it leaves out is that of `known`.
    func provider(_ member: DocumentMember, known: Provider?) throws(DocumentError) -> Provider {
        guard Self.isName(member.key) else {
            throw DocumentError(
                "this cannot be a provider's name", expected: "letters, digits, “-” and “_”", at: member.keyLocation)
        }
        let fields = try member.value.mapping(allowing: Self.keys)
        var provider = known ?? Provider(name: member.key, baseURL: "", key: .none)
        if let api = fields["api"] { provider.api = try api.choice(of: Provider.API.self) }
        if let node = fields["base_url"] {
            provider.baseURL = try baseURL(node)
            // A built-in price belongs to the built-in address.
            if provider.baseURL != known?.baseURL, !Self.isLocal(provider.baseURL) { provider.defaultPrice = nil }
        } else if known == nil {
            _ = try fields.required("base_url", expected: "the address, such as https://api.example.com/v1")
        }
        if let key = try key(fields) { provider.key = key }
        if let headers = fields["headers"] { provider.headers = try self.headers(headers) }
        return provider
    }

    private func key(_ fields: DocumentMapping) throws(DocumentError) -> KeySource? {
        let given = ["key_env", "key_command", "key_file"].filter { fields[$0] != nil }
        guard given.count < 2 else {
            throw fields.node.error(
                "the key is said to come from \(given.joined(separator: " and from "))", expected: "one of them")
        }
        if let node = fields["key_env"] {
            let name = try node.string()
            // Not shown: it may be the key itself, put into the wrong place.
            guard name.wholeMatch(of: #/[A-Za-z_][A-Za-z0-9_]*/#) != nil else {
                throw node.error("this is no name of a variable", expected: "a name such as OPENAI_API_KEY")
            }
            return .environment(name)
        }
        if let node = fields["key_command"] {
            let command = try node.string()
            guard !command.isEmpty else {
                throw node.error("the command is empty", expected: "a command such as pass show openai")
            }
            return .command(command)
        }
        if let node = fields["key_file"] {
            let path = try node.string()
            guard !path.isEmpty else { throw node.error("the path is empty", expected: "the path of a file") }
            return .file(places.resolving(path, from: file.folder))
        }
        return nil
    }

    private func baseURL(_ node: DocumentNode) throws(DocumentError) -> String {
        let text = try node.string()
        guard let parts = URLComponents(string: text), parts.scheme == "http" || parts.scheme == "https",
            let host = parts.host, !host.isEmpty
        else { throw node.error("this is no address", expected: "an address such as https://api.example.com/v1") }
        guard parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil else {
            throw node.error(
                "the address has a user, a password, a query or a fragment",
                expected: "scheme, host and path alone, and the key under key_env, key_command or key_file")
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    private func headers(_ node: DocumentNode) throws(DocumentError) -> [String: String] {
        var headers: [String: String] = [:]
        for member in try node.mapping().members {
            guard member.key.wholeMatch(of: #/[A-Za-z0-9!#$%&'*+.^_`|~-]+/#) != nil else {
                throw DocumentError(
                    "this cannot be a header's name", expected: "a name such as X-Title", at: member.keyLocation)
            }
            let value = try member.value.string()
            guard value.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7f }) else {
                throw member.value.error("the value has a control character", expected: "a text of one line")
            }
            headers[member.key] = value
        }
        return headers
    }

    private static func isName(_ name: String) -> Bool {
        name.count <= 64 && name.wholeMatch(of: #/[A-Za-z0-9_-]+/#) != nil
    }

    private static func isLocal(_ baseURL: String) -> Bool {
        ["127.0.0.1", "localhost", "[::1]"].contains(URLComponents(string: baseURL)?.host ?? "")
    }
}
