import Backends
import Foundation
import LoopbackServer
import Planning
import Transport

/// A backend that is pointed at a local server.
struct Loopback {
    let clock = SkippingClock()
    let meter = RecordingMeter()
    let backend: ProviderBackend

    /// Points at `baseURL`, with a key unless told otherwise.
    init(
        _ baseURL: String, key: KeySource = .environment("LOOPBACK_KEY"), timeouts: Provider.Timeouts = .init(),
        maximumConcurrency: Int? = nil, policy: RetryPolicy = RetryPolicy(), api: Provider.API = .openai,
        keepsAccounts: Bool = false
    ) throws {
        let provider = Provider(
            name: "openai", api: api, baseURL: baseURL, key: key, headers: ["X-Team": "blocks"],
            keepsAccounts: keepsAccounts, timeouts: timeouts, maximumConcurrency: maximumConcurrency)
        backend = try ProviderBackend(
            provider: provider, client: HTTPClient(),
            keys: KeyResolver(
                environment: ["LOOPBACK_KEY": "sk-loopback-0123456789"], store: KeyStore(folder: "/nonexistent")),
            policy: policy, clock: clock, now: { Date(timeIntervalSince1970: 784_111_777) }, seed: 1)
    }

    /// Every event of one answer.
    func events(_ request: ModelRequest = Sample.request()) async throws -> [ModelEvent] {
        var events: [ModelEvent] = []
        for try await event in try await backend.respond(to: request) { events.append(event) }
        return events
    }

    /// One call through the meter.
    func call(_ request: ModelRequest = Sample.request()) async throws -> ModelResponse {
        try await MeteredCall(
            backend: backend, meter: meter, purpose: "action", endpoint: backend.publicEndpoint,
            stopwatch: Stopwatch(clock)
        ).run(request)
    }
}

/// Scripts by the number of the request; the last one is repeated.
final class Scripts: Sendable {
    private let scripts: [ServerScript]
    private let counter = Counter()

    init(_ scripts: [ServerScript]) { self.scripts = scripts }

    func next() -> ServerScript { scripts[min(counter.next(), scripts.count - 1)] }
}
