import Documents
import Planning

/// What one layer says about the network: the section `network` of a file, or the environment.
struct NetworkSection {
    /// The keys of the section.
    enum Key: String, CaseIterable {
        case proxy
        case noProxy = "no_proxy"
        case caFile = "ca_file"

        /// The variables that many programs take this from; the first that is set counts.
        var variables: [String] {
            switch self {
            case .proxy: ["HTTPS_PROXY", "https_proxy"]
            case .noProxy: ["NO_PROXY", "no_proxy"]
            case .caFile: ["SSL_CERT_FILE"]
            }
        }
    }

    let proxy: Setting<Secret>?
    let noProxy: Setting<String>?
    let caFile: Setting<String>?

    init(_ reader: SectionReader<Key>) throws(ConfigurationError) {
        proxy = try reader.setting(.proxy, Self.proxy)
        noProxy = try reader.setting(.noProxy) { node throws(DocumentError) in
            try node.name("hosts, separated by commas")
        }
        caFile = try reader.path(.caFile)
    }

    /// A proxy's address. It may hold a password, so that no error shows it.
    private static func proxy(_ node: DocumentNode) throws(DocumentError) -> Secret {
        let expectation = "the address of a proxy such as http://proxy.example:3128"
        guard case .scalar(let text, _) = node.content, !text.isEmpty,
            text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
        else { throw node.error("this is no address", expected: expectation) }
        if let mark = text.firstRange(of: "://"),
            !["http", "https", "socks4", "socks4a", "socks5", "socks5h"].contains(text[..<mark.lowerBound].lowercased())
        {
            throw node.error("this is no address of a proxy", expected: expectation)
        }
        return Secret(text)
    }
}
