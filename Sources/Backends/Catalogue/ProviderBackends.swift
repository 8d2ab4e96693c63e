public import Foundation
public import Planning
import Synchronization
public import Transport

/// All providers of a catalogue as one backend: a request goes to the provider that its model names.
/// A provider is set up with its first request, so that a run needs the keys of those it uses alone. A
/// provider that brings a server of its own is asked over that.
public final class ProviderBackends: ModelBackend {
    private let catalogue: Catalogue
    private let client: HTTPClient
    private let keys: KeyResolver
    private let policy: RetryPolicy
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Date
    private let seed: UInt64
    private let servers: LocalServers?
    private let open = Mutex<[Provider: ProviderBackend]>([:])
    private let board: EndpointBoard
    /// Calls choose their endpoints one at a time, so that each sees where those before it have gone.
    private let choosing = Mutex<Void>(())
    /// No proxy leads to this machine.
    private let localClient: HTTPClient

    /// The providers of `catalogue`; the rest is as in ``ProviderBackend``.
    /// - Parameter servers: starts the servers that providers bring; without it none is started.
    public init(
        catalogue: Catalogue, client: HTTPClient, keys: KeyResolver, policy: RetryPolicy = RetryPolicy(),
        clock: any Clock<Duration> = ContinuousClock(), now: @escaping @Sendable () -> Date, seed: UInt64,
        servers: LocalServers? = nil
    ) {
        self.catalogue = catalogue
        self.client = client
        self.keys = keys
        self.policy = policy
        self.clock = clock
        self.now = now
        self.seed = seed
        self.servers = servers
        board = EndpointBoard(clock: clock)
        localClient = catalogue.providers.values.contains { $0.server != nil } ? HTTPClient() : client
    }

    public func respond(to request: ModelRequest) async throws -> ModelEventStream {
        try await serving(.verifier).respond(to: request)
    }

    public func account(of requestID: String, for request: ModelRequest) -> (@Sendable () async -> CallAccount?)? {
        serving(.verifier).account(of: requestID, for: request)
    }

    /// The same models, asked by one of the agents: a draft waits for a verifier that calls the same provider, and
    /// never the other way round.
    public func serving(_ role: AgentRole) -> any ModelBackend {
        ServingBackends(role: role, backends: self)
    }

    /// Where calls of `model` go, without anything secret.
    /// - Throws: ``CatalogueError`` or ``BackendError`` if its provider is unknown or misconfigured.
    public func endpoint(of model: ModelID) throws -> String {
        try catalogue.provider(named: catalogue.route(of: model)?.endpoints.first?.provider ?? model.provider).place
    }

    /// The answer to a request, from the endpoint that its model has, or from one of several.
    fileprivate func answer(to request: ModelRequest, for role: AgentRole) async throws -> ModelEventStream {
        guard let route = catalogue.route(of: request.model.id) else {
            return try await backend(of: request.model.id.provider, for: role).respond(to: request)
        }
        let (order, taken) = try choosing.withLock { _ in
            try choice(among: route, for: role, need: CallNeed(of: request))
        }
        let stops = try order.enumerated().map { number, model in
            RoutedAnswer.Stop(model: model, place: try catalogue.provider(named: model.id.provider).place) {
                [self] request, alone in
                try await backend(
                    of: model.id.provider, for: role, retrying: alone, from: number == 0 ? taken : nil
                ).respond(to: request)
            }
        }
        return ModelEventStream(RoutedAnswer(request: request, stops: stops))
    }

    /// The endpoints in the order in which they are asked, and the place in the line of the first one where it was
    /// chosen by how its line stands.
    private func choice(
        among route: ModelRoute, for role: AgentRole, need: CallNeed
    ) throws -> (order: [Model], taken: TakenPlace?) {
        let candidates = try route.endpoints.map { name in
            EndpointChoice.Candidate(
                model: catalogue.endpoint(name), standing: try standing(of: name, for: role, need: need))
        }
        // What is free elsewhere is left to verifiers, if they ask for the same model.
        let isShared = try route.endpoints.contains { try servesVerifiers($0) }
        let evading = role != .drafter || !isShared
        let order = board.order(
            candidates, by: route.preference, evading: evading, need: need, on: UTCInstant(now()))
        guard evading, route.preference == .latency, let first = order.first?.id else { return (order, nil) }
        return (order, TakenPlace(try lineUp(role, for: first, need: need)))
    }

    private func lineUp(_ role: AgentRole, for model: ModelID, need: CallNeed) throws -> TrafficTurn {
        let provider = try catalogue.provider(named: model.provider)
        if let slots = servers?.server(of: provider)?.slots { return slots.lineUp(role) }
        return try remote(provider, over: client).lane.lineUp(role, for: model, need: need)
    }

    private func standing(
        of model: ModelID, for role: AgentRole, need: CallNeed
    ) throws -> EndpointChoice.Standing {
        let provider = try catalogue.provider(named: model.provider)
        // To a server of our own all calls are alike.
        if let slots = servers?.server(of: provider)?.slots {
            let standing = slots.standing(of: nil, for: role, need: .call)
            if standing != .ready { return standing }
        }
        return open.withLock { $0[provider] }?.lane.standing(of: model, for: role, need: need) ?? .ready
    }

    /// Whether verifiers ask this model here.
    private func servesVerifiers(_ model: ModelID) throws -> Bool {
        let provider = try catalogue.provider(named: model.provider)
        return servers?.server(of: provider)?.slots.servesVerifiers(of: nil) == true
            || open.withLock { $0[provider] }?.lane.servesVerifiers(of: model) == true
    }

    /// - Parameters:
    ///   - retrying: whether what may pass is waited for; not where somebody else can be asked.
    ///   - place: where the call stands in the line already, if it does.
    fileprivate func backend(
        of name: String, for role: AgentRole, retrying: Bool = true, from place: TakenPlace? = nil
    ) throws -> any ModelBackend {
        let provider = try catalogue.provider(named: name)
        guard let server = servers?.server(of: provider) else {
            var backend = try remote(provider, over: client).serving(role)
            backend.place = place
            if !retrying {
                backend.policy.maximumAttempts = 1
                backend.policy.loadingPatience = .zero
            }
            return backend
        }
        return LocalServerBackend(
            server: server, role: role, place: place,
            connect: { [self] port in
                var provider = provider
                provider.baseURL = "http://127.0.0.1:\(port)\(provider.apiPath)"
                return try remote(provider, over: localClient)
            },
            probe: { [localClient] in ServerProbe(client: localClient, port: $0, modelsPath: provider.modelsPath) })
    }

    private func remote(_ provider: Provider, over client: HTTPClient) throws -> ProviderBackend {
        try open.withLock { open in
            if let known = open[provider] { return known }
            var backend = try ProviderBackend(
                provider: provider, client: client, keys: keys, policy: policy, clock: clock, now: now, seed: seed)
            backend.board = board
            open[provider] = backend
            return backend
        }
    }
}

/// All providers, asked by one of the two agents.
private struct ServingBackends: ModelBackend {
    let role: AgentRole
    let backends: ProviderBackends

    func respond(to request: ModelRequest) async throws -> ModelEventStream {
        do {
            return try await backends.answer(to: request, for: role)
        } catch let error as CatalogueError {
            throw BackendError(.unknownModel, "\(error)")
        }
    }

    func account(of requestID: String, for request: ModelRequest) -> (@Sendable () async -> CallAccount?)? {
        (try? backends.backend(of: request.model.id.provider, for: role))?.account(of: requestID, for: request)
    }
}
