import Backends
import Documents
import Foundation
import Planning

/// One entry of `providers`, on top of the provider of that name in the layers below.
struct ProviderEntry {
    /// The keys of an entry.
    enum Key: String, CaseIterable {
        case api
        case baseURL = "base_url"
        case keyEnv = "key_env"
        case keyCommand = "key_command"
        case keyFile = "key_file"
        case headers, scores
        case maxConcurrency = "max_concurrency"
        case requestsPerMinute = "requests_per_minute"
        case tokensPerMinute = "tokens_per_minute"
        case timeouts
        case command, slots, memory
        case idleTimeout = "idle_timeout"
        case startTimeout = "start_timeout"
    }

    /// The keys below `timeouts`.
    enum TimeoutKey: String, CaseIterable {
        case connect
        case firstByte = "first_byte"
        case idle, total
    }

    var provider: Provider
    private(set) var lines: [SettingLine] = []
    /// Whether the entry says where the key comes from.
    private(set) var replacesKey = false

    init(_ member: DocumentMember, on known: Provider?, folder: String, home: String) throws(DocumentError) {
        let letters = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
        guard !member.key.isEmpty, member.key.count <= 64, member.key.allSatisfy(letters.contains) else {
            throw DocumentError(
                "this cannot be a provider's name", expected: "letters, digits, “-” and “_”", at: member.keyLocation)
        }
        let keys = Key.allCases.map(\.rawValue)
        try Self.refuseKeys(in: member.value.discreetMapping("a mapping with the keys " + keys.joined(separator: ", ")))
        let mapping = try member.value.mapping(allowing: keys)
        let isStarted = mapping[Key.command.rawValue] != nil
        guard known != nil || isStarted || mapping[Key.baseURL.rawValue] != nil else {
            throw DocumentError(
                "the key “base_url” is missing",
                expected: "base_url: the address of this new provider, or command: what starts it on this machine",
                at: member.keyLocation)
        }
        provider = known ?? Provider(name: member.key, baseURL: "", key: .none)
        if isStarted { becomeLocal(isNew: known == nil, folder: folder) }
        for field in mapping.members {
            guard let key = Key(rawValue: field.key) else { continue }
            try read(key, field, folder: folder, home: home)
        }
        try checkAddress(mapping)
        try checkServer(member)
    }

    private mutating func read(
        _ key: Key, _ field: DocumentMember, folder: String, home: String
    ) throws(DocumentError) {
        let node = field.value
        switch key {
        case .api:
            provider.api = try node.choice(of: Provider.API.self)
            note(field, provider.api.rawValue)
        case .baseURL:
            provider.baseURL = try Self.address(node)
            note(field, PublicAddress.text(of: provider.baseURL))
        case .keyEnv, .keyCommand, .keyFile:
            guard let key = try KeyEntry(field, isFirst: !replacesKey, folder: folder, home: home) else { return }
            replacesKey = true
            provider.key = key.source
            note(field, key.text)
        case .headers:
            for header in try node.discreetMapping("a mapping of field names to values") {
                provider.headers[header.key] = try Self.headerValue(header)
                note(header, "(not shown)")
            }
        case .scores:
            provider.scores = try node.choice(of: ScoreScale.self)
            note(field, try node.string())
        case .maxConcurrency:
            provider.maximumConcurrency = try node.int(in: 1...100_000)
            note(field, "\(try node.int())")
        case .requestsPerMinute:
            provider.requestsPerMinute = try node.int(in: 1...1_000_000)
            note(field, "\(try node.int())")
        case .tokensPerMinute:
            provider.tokensPerMinute = try node.int(in: 1...1_000_000_000)
            note(field, "\(try node.int())")
        case .timeouts:
            try readTimeouts(node)
        case .command, .slots, .memory, .idleTimeout, .startTimeout:
            try readServer(key, field, home: home)
        }
    }

    private mutating func readTimeouts(_ node: DocumentNode) throws(DocumentError) {
        for field in try node.mapping(allowing: TimeoutKey.allCases.map(\.rawValue)).members {
            let value = try field.value.timeout()
            switch TimeoutKey(rawValue: field.key) {
            case .connect: provider.timeouts.connect = value
            case .firstByte: provider.timeouts.firstByte = value
            case .idle: provider.timeouts.idle = value
            case .total: provider.timeouts.total = value
            case nil: continue
            }
            note(field, value.spoken)
        }
    }

    mutating func note(_ field: DocumentMember, _ text: String) {
        lines.append(SettingLine(field, text))
    }
}
