public import Foundation
public import Planning
import Synchronization
public import Transport

/// All providers of a catalogue as one backend: a request goes to the provider that its model names.
/// A provider is set up with its first request, so that a run needs the keys of those it uses alone.
public final class ProviderBackends: ModelBackend {
    private let catalogue: Catalogue
    private let client: HTTPClient
    private let keys: KeyResolver
    private let policy: RetryPolicy
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Date
    private let seed: UInt64
    private let open = Mutex<[String: OpenAIChatBackend]>([:])

    /// The providers of `catalogue`; the rest is as in ``OpenAIChatBackend``.
    public init(
        catalogue: Catalogue, client: HTTPClient, keys: KeyResolver, policy: RetryPolicy = RetryPolicy(),
        clock: any Clock<Duration> = ContinuousClock(), now: @escaping @Sendable () -> Date, seed: UInt64
    ) {
        self.catalogue = catalogue
        self.client = client
        self.keys = keys
        self.policy = policy
        self.clock = clock
        self.now = now
        self.seed = seed
    }

    public func respond(to request: ModelRequest) async throws -> ModelEventStream {
        do {
            return try await backend(of: request.model.id.provider).respond(to: request)
        } catch let error as CatalogueError {
            throw BackendError(.unknownModel, "\(error)")
        }
    }

    /// Where calls of `model` go, without anything secret.
    /// - Throws: ``CatalogueError`` or ``BackendError`` if its provider is unknown or misconfigured.
    public func endpoint(of model: ModelID) throws -> String {
        try backend(of: model.provider).publicEndpoint
    }

    private func backend(of name: String) throws -> OpenAIChatBackend {
        try open.withLock { open in
            if let known = open[name] { return known }
            let backend = try OpenAIChatBackend(
                provider: try catalogue.provider(named: name), client: client, keys: keys, policy: policy,
                clock: clock, now: now, seed: seed)
            open[name] = backend
            return backend
        }
    }
}
