import Backends
import Documents
import Foundation

extension ProviderEntry {
    /// Says where keys belong to those who write one down. Shows nothing of it.
    static func refuseKeys(in members: [DocumentMember]) throws(DocumentError) {
        for member in members where ["key", "api_key", "apikey", "token", "secret"].contains(member.key.lowercased()) {
            throw DocumentError(
                "a key does not stand in a configuration file",
                expected: "key_env, key_command or key_file here, or a key stored by `outrider keys set`",
                at: member.keyLocation)
        }
    }

    /// An address of a server. It may hold a password, so that errors show what may be shown.
    static func address(_ node: DocumentNode) throws(DocumentError) -> String {
        let expectation = "an address such as https://host/v1"
        let text = try node.name(expectation)
        guard let url = URLComponents(string: text), let host = url.host, !host.isEmpty, let scheme = url.scheme,
            ["http", "https"].contains(scheme.lowercased()), url.fragment == nil
        else {
            throw node.error(
                "“\(PublicAddress.text(of: text).prefix(60))” is no http or https address", expected: expectation)
        }
        return text
    }

    /// The name of a variable. People put the key itself here, so that no error shows it; and since
    /// keys can be made of the letters of names, a name is in capitals.
    static func variable(_ node: DocumentNode) throws(DocumentError) -> String {
        let letters = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
        guard case .scalar(let text, _) = node.content, let first = text.first, !first.isNumber, text.count <= 100,
            text.allSatisfy(letters.contains)
        else {
            throw node.error(
                "this is no name of a variable",
                expected: "the name of a variable in capitals such as OPENAI_API_KEY, not the key itself")
        }
        return text
    }

    /// The value of a header field, which may be secret.
    static func headerValue(_ header: DocumentMember) throws(DocumentError) -> String {
        let token = Set("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
        guard !header.key.isEmpty, header.key.allSatisfy(token.contains) else {
            throw DocumentError(
                "this cannot be the name of a header field", expected: "a name such as X-Team", at: header.keyLocation)
        }
        let value = try header.value.string()
        guard value.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
            throw header.value.error(
                "the value has a line break or a control character in it", expected: "one line of text")
        }
        return value
    }

    /// Ollama's own API stands beside `/v1`, below which it speaks that of others; and so do vLLM's endpoints that
    /// only vLLM has.
    mutating func checkAddress(_ mapping: DocumentMapping) throws(DocumentError) {
        guard [.ollama, .pooling, .classify].contains(provider.api), var url = URLComponents(string: provider.baseURL),
            url.path.split(separator: "/").last == "v1"
        else { return }
        guard let field = mapping[Key.baseURL.rawValue] else {
            // Whoever says which API it is did not write it: it is what such a server has otherwise.
            guard provider.api == .ollama || mapping[Key.api.rawValue] != nil else { return }
            url.path = ""
            provider.baseURL = url.string ?? provider.baseURL
            return
        }
        // Other servers may have them there.
        guard provider.api == .ollama else { return }
        throw field.error(
            "the address of Ollama's own API ends before /v1",
            expected: "an address such as http://host:11434, or api: openai for the one with /v1")
    }
}
