public import Foundation
public import Planning
import Synchronization
public import Transport

/// The models of one provider, whichever wire format it speaks.
///
/// Failures that come before anything of the answer are tried again as the policy says. A failure
/// in the middle of the answer is thrown, as ``BackendError/Code/cutMidStream`` or
/// ``BackendError/Code/timedOut``: what came may have been billed, so that another try is a call of
/// its own. Cancelling the reading task, or dropping the events, closes the connection at once.
public struct ProviderBackend: ModelBackend {
    let provider: Provider
    let endpoint: ProviderEndpoint
    let client: HTTPClient
    let key: ProviderKey
    /// Where all calls to the provider wait for their turn.
    let lane: TrafficLane
    /// Where the call that is made stands in the line already, if it does.
    var place: TakenPlace?
    /// Where it is said how long answers have taken.
    var board: EndpointBoard?
    /// Whom the calls serve.
    var role = AgentRole.verifier
    var policy: RetryPolicy
    let clock: any Clock<Duration>
    let now: @Sendable () -> Date
    let jitter: Jitter

    /// A backend for the models of one provider.
    /// - Parameters:
    ///   - keys: Asked for the provider's key with the first call.
    ///   - clock: What waits between two attempts are measured on.
    ///   - now: The date, for providers that say as a date when to come back.
    ///   - seed: Spreads the waits of several processes.
    /// - Throws: ``BackendError/Code/badRequest`` if the provider's address or headers cannot be sent.
    public init(
        provider: Provider, client: HTTPClient, keys: KeyResolver, policy: RetryPolicy = RetryPolicy(),
        clock: any Clock<Duration> = ContinuousClock(), now: @escaping @Sendable () -> Date, seed: UInt64
    ) throws(BackendError) {
        self.provider = provider
        endpoint = try ProviderEndpoint(provider: provider)
        self.client = client
        key = ProviderKey(provider: provider, resolver: keys)
        lane = TrafficLane(
            TrafficTable(
                capacity: provider.maximumConcurrency, requestsPerMinute: provider.requestsPerMinute,
                tokensPerMinute: provider.tokensPerMinute),
            clock: clock, longestPause: policy.longestRetryAfter)
        self.policy = policy
        self.clock = clock
        self.now = now
        jitter = Jitter(seed: seed)
    }

    /// Where requests go, without anything secret: what the record keeps of it.
    public var publicEndpoint: String { endpoint.publicText }

    /// Starts a call. Nothing is sent before the first event is asked for, and every failure is
    /// thrown while the events are read.
    public func respond(to request: ModelRequest) async throws -> ModelEventStream {
        guard role == .drafter else {
            return ModelEventStream(ProviderAnswer(request: request, backend: self, draft: nil))
        }
        let draft = DraftAnswer.Call()
        return ModelEventStream(
            DraftAnswer(
                model: request.model.id, call: draft,
                answer: ModelEventStream(ProviderAnswer(request: request, backend: self, draft: draft))))
    }

    /// The same models, asked by one of the agents, in the same line.
    public func serving(_ role: AgentRole) -> ProviderBackend {
        var backend = self
        backend.role = role
        return backend
    }

    public func account(of requestID: String, for request: ModelRequest) -> (@Sendable () async -> CallAccount?)? {
        guard provider.keepsAccounts, requestID.hasPrefix("gen-") else { return nil }
        return { await GenerationAccount(backend: self, id: requestID).find() }
    }

    /// The randomness of all calls of one backend.
    final class Jitter: Sendable {
        private let generator: Mutex<SeededGenerator>

        init(seed: UInt64) {
            generator = Mutex(SeededGenerator(seed: seed))
        }

        func delay(afterAttempt attempt: Int, failing error: BackendError, by policy: RetryPolicy) -> Duration? {
            generator.withLock { policy.delay(afterAttempt: attempt, failing: error, using: &$0) }
        }
    }
}
