import Planning
import Synchronization

/// The key of one provider, looked for when it is first needed and then kept: a key command may ask
/// the user for a password, and does so once.
final class ProviderKey: Sendable {
    private let provider: Provider
    private let resolver: KeyResolver
    private let oneAtATime = ConcurrencyLimit(1)
    private let found = Mutex<ResolvedKey??>(nil)

    init(provider: Provider, resolver: KeyResolver) {
        self.provider = provider
        self.resolver = resolver
    }

    /// The key, or nil if the provider takes none.
    func resolve() async throws -> ResolvedKey? {
        if let known = found.withLock({ $0 }) { return known }
        let turn = try await oneAtATime.enter()
        defer { withExtendedLifetime(turn) {} }
        if let known = found.withLock({ $0 }) { return known }
        let key = try await resolver.key(for: provider)
        found.withLock { $0 = .some(key) }
        return key
    }
}
