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
        do {
            switch provider.key {
            case .none:
                return nil
            case .command(let command):
                let origin = "key_command of provider “\(provider.name)”"
                return ResolvedKey(
                    secret: try KeyFile.key(in: try await shell(command), from: origin), origin: origin)
            case .file(let path):
                guard let secret = try KeyFile(path: path).read() else {
                    throw missing(provider, "looked in the key file \(path), which does not exist")
                }
                return ResolvedKey(secret: secret, origin: "the key file \(path)")
            case .environment(let name):
                return try storedKey(of: provider) ?? variable(name, of: provider)
            }
        } catch let error as KeyStoreError {
            throw BackendError(.missingKey, "no key for provider “\(provider.name)”: \(error)")
        } catch let error as BackendError {
            throw error
        } catch {
            throw missing(provider, "\(error)")
        }
    }

    private func storedKey(of provider: Provider) throws(KeyStoreError) -> ResolvedKey? {
        guard let secret = try store.key(for: provider.name) else { return nil }
        return ResolvedKey(secret: secret, origin: "the key file \(store.path(for: provider.name))")
    }

    private func variable(_ name: String, of provider: Provider) throws -> ResolvedKey {
        guard let value = environment[name], !value.trimmed.isEmpty else {
            throw missing(
                provider,
                "looked in the key file \(store.path(for: provider.name)) and in the environment variable \(name)",
                suggestion: "run `outrider keys set \(provider.name)`, or set \(name)")
        }
        let origin = "the environment variable \(name)"
        return ResolvedKey(secret: try KeyFile.key(in: value, from: origin), origin: origin)
    }

    private func missing(_ provider: Provider, _ where: String, suggestion: String? = nil) -> BackendError {
        BackendError(
            .missingKey, "no key for provider “\(provider.name)”: \(`where`)",
            suggestion: suggestion ?? "run `outrider keys set \(provider.name)`, or correct the configuration")
    }
}
