import Backends
import Documents
import MCP
import Planning

/// One entry of `mcp.servers`. It takes the place of an entry of that name in a weaker file.
struct ToolServerEntry {
    /// The keys of an entry.
    enum Key: String, CaseIterable {
        case command, env, url, headers
        case keyEnv = "key_env"
        case keyCommand = "key_command"
        case keyFile = "key_file"
        case timeout
        case startTimeout = "start_timeout"
        case trusted, effects

        /// Whether it says something of a program on this machine, and of nothing else.
        var isOfProgram: Bool { [.command, .env].contains(self) }
        /// Whether it says something of an address, and of nothing else.
        var isOfAddress: Bool { [.url, .headers, .keyEnv, .keyCommand, .keyFile].contains(self) }
    }

    private(set) var tool: ToolServer
    private(set) var lines: [SettingLine] = []
    private var key = KeySource.none

    init(_ member: DocumentMember, folder: String, home: String) throws(DocumentError) {
        try Self.checkName(member)
        let keys = Key.allCases.map(\.rawValue)
        try ProviderEntry.refuseKeys(
            in: member.value.discreetMapping("a mapping with the keys " + keys.joined(separator: ", ")))
        let mapping = try member.value.mapping(allowing: keys)
        var server = MCPServerSettings(name: member.key, place: try Self.place(mapping, member, folder, home))
        tool = ToolServer(server: server, key: .none)
        for field in mapping.members {
            guard let key = Key(rawValue: field.key) else { continue }
            try read(key, field, into: &server, folder: folder, home: home)
        }
        tool = ToolServer(server: server, key: key)
    }

    /// The name begins the names of its tools, which have to be taken apart again.
    private static func checkName(_ member: DocumentMember) throws(DocumentError) {
        guard member.key.wholeMatch(of: /[A-Za-z][A-Za-z0-9-]*(_[A-Za-z0-9-]+)*/) != nil, member.key.count <= 24 else {
            throw DocumentError(
                "this cannot be a server's name",
                expected: "at most 24 letters, digits, “-” and single “_”, a letter first", at: member.keyLocation)
        }
    }

    private static func place(
        _ mapping: DocumentMapping, _ member: DocumentMember, _ folder: String, _ home: String
    ) throws(DocumentError) -> MCPServerSettings.Place {
        switch (mapping[Key.command.rawValue], mapping[Key.url.rawValue]) {
        case (let command?, nil):
            try refuse(\.isOfAddress, in: mapping, because: "is for a server behind an address, and this is a program")
            return .program(
                command: try ProviderEntry.command(command, folder: folder, home: home), folder: folder,
                variables: try variables(mapping[Key.env.rawValue]))
        case (nil, let url?):
            try refuse(\.isOfProgram, in: mapping, because: "is for a program, and this is a server behind an address")
            var headers: [String: String] = [:]
            for header in try mapping[Key.headers.rawValue]?.discreetMapping("a mapping of field names to values") ?? []
            {
                headers[header.key] = try ProviderEntry.headerValue(header)
            }
            return .address(url: try ProviderEntry.address(url), headers: headers)
        case (_?, _?):
            throw DocumentError(
                "there are a command and a url", expected: "one of them: a program to start, or an address",
                at: member.keyLocation)
        case (nil, nil):
            throw DocumentError(
                "nobody says where the server is",
                expected: "command: what starts it on this machine, or url: its address",
                at: member.keyLocation)
        }
    }

    private static func refuse(
        _ isForOthers: (Key) -> Bool, in mapping: DocumentMapping, because reason: String
    ) throws(DocumentError) {
        for field in mapping.members {
            if let key = Key(rawValue: field.key), isForOthers(key) {
                throw DocumentError("“\(field.key)” \(reason)", at: field.keyLocation)
            }
        }
    }

    /// The names of variables; a value that somebody has put there may be secret, and is not shown.
    private static func variables(_ node: DocumentNode?) throws(DocumentError) -> [String] {
        var names: [String] = []
        for element in try node?.list() ?? [] {
            guard case .scalar(let text, _) = element.content, text.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]{0,99}/) != nil
            else {
                throw element.error(
                    "this is no name of a variable", expected: "the name of a variable to pass on, without its value")
            }
            names.append(text)
        }
        return names
    }

    private mutating func read(
        _ key: Key, _ field: DocumentMember, into server: inout MCPServerSettings, folder: String, home: String
    ) throws(DocumentError) {
        let node = field.value
        switch (key, server.place) {
        case (.command, .program(let command, _, _)):
            let count = command.count - 1
            note(field, "\(command.first ?? "") and \(count) argument\(count == 1 ? "" : "s")")
        case (.env, .program(_, _, let variables)): note(field, variables.joined(separator: ", "))
        case (.url, _): note(field, PublicAddress.text(of: try node.string()))
        case (.headers, _):
            for header in try node.discreetMapping("a mapping of field names to values") { note(header, "(not shown)") }
        case (.keyEnv, _), (.keyCommand, _), (.keyFile, _):
            guard let entry = try KeyEntry(field, isFirst: self.key == .none, folder: folder, home: home) else {
                return
            }
            self.key = entry.source
            note(field, entry.text)
        case (.timeout, _):
            server.timeout = try node.timeout()
            note(field, server.timeout.spoken)
        case (.startTimeout, _):
            server.startTimeout = try node.timeout()
            note(field, server.startTimeout.spoken)
        case (.trusted, _):
            server.trust.believesAnnotations = try node.bool()
            note(field, "\(server.trust.believesAnnotations)")
        case (.effects, _):
            for effect in try node.mapping().members {
                server.trust.effects[effect.key] = try Self.effect(effect.value)
                note(effect, server.trust.effects[effect.key]?.rawValue ?? "")
            }
        default: break
        }
    }

    /// What a tool can do to the world, by the operator's word.
    private static func effect(_ node: DocumentNode) throws(DocumentError) -> EffectClass {
        let effect = try node.choice(of: EffectClass.self)
        guard effect != .confined else {
            throw node.error(
                "nobody can take a snapshot of what a server changes",
                expected: "one of pure, read-only, idempotent, destructive")
        }
        return effect
    }

    private mutating func note(_ field: DocumentMember, _ text: String) {
        lines.append(SettingLine(field, text))
    }
}
