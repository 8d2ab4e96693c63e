import Backends
import Documents
import Foundation
import Planning

/// The keys of a provider whose server is started on this machine.
extension ProviderEntry {
    /// Options that take a key: other users of the machine can read command lines.
    private static let keyOptions: Set<Substring> = ["--api-key", "--api_key", "--hf-token", "--hf_token", "-hft"]

    /// Makes the provider one that brings its own server.
    mutating func becomeLocal(isNew: Bool, folder: String) {
        if isNew {
            provider.baseURL = "http://127.0.0.1/v1"
            provider.timeouts = .local
        }
        provider.defaultPrice = provider.defaultPrice ?? .free
        var server = provider.server ?? LocalServerSettings(command: [], folder: folder)
        server.folder = folder
        provider.server = server
    }

    mutating func readServer(_ key: Key, _ field: DocumentMember, home: String) throws(DocumentError) {
        guard var server = provider.server else {
            throw DocumentError(
                "“\(field.key)” says nothing of a server that others run",
                expected: "command: what starts the server on this machine", at: field.keyLocation)
        }
        let node = field.value
        switch key {
        case .command:
            server.command = try Self.command(node, folder: server.folder, home: home)
            let count = server.command.count - 1
            note(field, "\(server.program) and \(count) argument\(count == 1 ? "" : "s")")
        case .slots:
            server.slots = try node.int(in: 1...4096)
            note(field, "\(try node.int())")
        case .memory:
            server.memory = try node.byteCount()
            note(field, "\(try node.byteCount())")
        case .idleTimeout:
            server.idleTimeout = try node.duration()
            note(field, server.idleTimeout.spoken)
        case .startTimeout:
            server.startTimeout = try node.timeout()
            note(field, server.startTimeout.spoken)
        default: break
        }
        provider.server = server
    }

    /// A program and its arguments. Paths are made absolute where they can be told from other texts.
    static func command(
        _ node: DocumentNode, folder: String, home: String
    ) throws(DocumentError) -> [String] {
        var command: [String] = []
        for element in try node.list() {
            guard case .scalar(let text, _) = element.content, !text.contains(where: \.isNewline) else {
                throw element.error("this is no argument", expected: "a text, with “\"{port}\"” in quotes")
            }
            if keyOptions.contains(text.prefix { $0 != "=" }) {
                throw element.error(
                    "a key does not stand on a command line", expected: "a file, such as --api-key-file PATH")
            }
            let isPath = text.hasPrefix("~/") || command.isEmpty && text.contains("/")
            command.append(isPath ? FilePath.absolute(text, in: folder, home: home) : text)
        }
        guard command.first?.isEmpty == false else {
            throw node.error("there is no program", expected: "a list of the program and its arguments")
        }
        return command
    }

    /// The port has to be known: chosen for the command, or said in the address.
    func checkServer(_ member: DocumentMember) throws(DocumentError) {
        guard let server = provider.server else { return }
        let address = URLComponents(string: provider.baseURL)
        guard address?.scheme == "http", ["127.0.0.1", "localhost"].contains(address?.host ?? ""),
            (1...65535).contains(address?.port ?? 1)
        else {
            throw DocumentError(
                "the server is started on this machine, and base_url leads elsewhere",
                expected: "no base_url, or http://127.0.0.1 with the port", at: member.keyLocation)
        }
        guard server.takesPort || address?.port != nil else {
            throw DocumentError(
                "nobody says which port the server listens on",
                expected: "“\"{port}\"” in its command, or a base_url with the port that it takes of its own accord",
                at: member.keyLocation)
        }
    }
}
