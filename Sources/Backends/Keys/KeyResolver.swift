public import Planning

/// Finds the key of a provider when it is first needed: from its command, else its key file, else
/// the environment.
public struct KeyResolver: Sendable {
    private let environment: [String: String]
    private let store: KeyStore
    private let shell: @Sendable (String) async throws(KeyStoreError) -> String

    /// A resolver.
    /// - Parameters:
    ///   - environment: The variables of the process.
    ///   - store: The keys that the user has stored.
    ///   - shell: Runs a command and gives what it prints.
    public init(
        environment: [String: String], store: KeyStore,
        shell: @escaping @Sendable (String) async throws(KeyStoreError) -> String = KeyCommand.run
    ) {
        self.environment = environment
        self.store = store
        self.shell = shell
    }

    /// The key of `provider`; nil for a provider that takes none.
    /// - Throws: ``BackendError/Code/missingKey``, which says where the key was looked for.
    public func key(for provider: Provider) async throws(BackendError) -> ResolvedKey? {
        try await key(named: provider.name, from: provider.key, of: "provider “\(provider.name)”")
    }

    /// The key of anybody who takes one; nil for `source` none.
    /// - Parameters:
    ///   - name: what it is stored under.
    ///   - owner: whose key it is, for messages.
    /// - Throws: ``BackendError/Code/missingKey``, which says where the key was looked for.
    public func key(
        named name: String, from source: KeySource, of owner: String
    ) async throws(BackendError) -> ResolvedKey? {
        let wanted = Wanted(name: name, owner: owner)
        do {
            switch source {
            case .none:
                return nil
            case .command(let command):
                let origin = "key_command of \(owner)"
                return ResolvedKey(
                    secret: try KeyFile.key(in: try await shell(command), from: origin), origin: origin)
            case .file(let path):
                guard let secret = try KeyFile(path: path).read() else {
                    throw missing(wanted, "looked in the key file \(path), which does not exist")
                }
                return ResolvedKey(secret: secret, origin: "the key file \(path)")
            case .environment(let variable):
                return try storedKey(named: name) ?? self.variable(variable, for: wanted)
            }
        } catch let error as KeyStoreError {
            throw BackendError(.missingKey, "no key for \(owner): \(error)")
        } catch let error as BackendError {
            throw error
        } catch {
            throw missing(wanted, "\(error)")
        }
    }

    /// A key that is looked for: what it is stored under, and whose it is.
    private struct Wanted {
        let name: String
        let owner: String
    }

    private func storedKey(named name: String) throws(KeyStoreError) -> ResolvedKey? {
        guard let secret = try store.key(for: name) else { return nil }
        return ResolvedKey(secret: secret, origin: "the key file \(store.path(for: name))")
    }

    private func variable(_ variable: String, for wanted: Wanted) throws -> ResolvedKey {
        guard let value = environment[variable], !value.trimmed.isEmpty else {
            throw missing(
                wanted,
                "looked in the key file \(store.path(for: wanted.name)) and in the environment variable \(variable)",
                suggestion: "run `outrider keys set \(wanted.name)`, or set \(variable)")
        }
        let origin = "the environment variable \(variable)"
        return ResolvedKey(secret: try KeyFile.key(in: value, from: origin), origin: origin)
    }

    private func missing(_ wanted: Wanted, _ where: String, suggestion: String? = nil) -> BackendError {
        BackendError(
            .missingKey, "no key for \(wanted.owner): \(`where`)",
            suggestion: suggestion ?? "run `outrider keys set \(wanted.name)`, or correct the configuration")
    }
}
