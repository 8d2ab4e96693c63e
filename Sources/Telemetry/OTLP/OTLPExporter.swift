import Foundation
import HTTPTypes
public import Planning
import Synchronization
public import Transport

/// Sends the spans of a run to a collector while it goes on, as OTLP over HTTP in JSON.
///
/// It never holds the run up: events are taken without waiting, what a collector does not take in time
/// waits in a queue of limited length, and what does not fit there is dropped and counted. What went wrong
/// is told at the end, by ``finish(within:)``.
public final class OTLPExporter: EventSink {
    /// How much is kept, and how it is sent.
    public struct Settings: Sendable {
        /// The most spans that wait.
        public var queueLength = 4096
        /// The most spans in a request.
        public var batchSize = 512
        /// How long spans are gathered before they are sent.
        public var interval = Duration.seconds(1)
        /// The longest time a request may take.
        public var timeout = Duration.seconds(10)

        /// The usual values.
        public init() {}
    }

    /// What came of it.
    public struct Report: Sendable, Hashable {
        /// Spans that the collector has taken.
        public internal(set) var sent = 0
        /// Spans that it has not taken, or that did not fit into the queue.
        public internal(set) var lost = 0
        /// What went wrong last, doing what. Never holds a secret.
        public internal(set) var problem: String?
    }

    private struct State {
        var recorder: TraceRecorder
        var queue: [Span] = []
        var report = Report()
        /// Whether the collector has said that it takes nothing from us.
        var isRefused = false
    }

    private let endpoint: OTLPEndpoint
    private let client: HTTPClient
    private let convention: Convention
    private let version: String
    private let settings: Settings
    private let clock: any Clock<Duration>
    private let state: Mutex<State>
    private let arrivals: AsyncStream<Void>
    private let arrived: AsyncStream<Void>.Continuation

    /// - Parameters:
    ///   - run: the run whose events will come.
    ///   - past: what an earlier process has left of it, if it is resumed.
    ///   - version: this program's version.
    public init(
        of run: RunID, past: RunSummary = RunSummary(), to endpoint: OTLPEndpoint, over client: HTTPClient,
        convention: Convention = .v0_1_0, version: String, settings: Settings = Settings(),
        clock: some Clock<Duration> = ContinuousClock()
    ) {
        self.endpoint = endpoint
        self.client = client
        self.convention = convention
        self.version = version
        self.settings = settings
        self.clock = clock
        state = Mutex(State(recorder: TraceRecorder(of: run, convention: convention, hasContent: false, past: past)))
        (arrivals, arrived) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    public func record(_ event: RunEvent) {
        let isWaiting = state.withLock { state in
            let spans = state.recorder.record(event)
            let room = state.isRefused ? 0 : max(settings.queueLength - state.queue.count, 0)
            state.queue += spans.prefix(room)
            state.report.lost += max(spans.count - room, 0)
            return !state.queue.isEmpty
        }
        if isWaiting { arrived.yield() }
    }

    /// Sends what comes, until the task is cancelled. A request that is cut off by that is made again by
    /// ``finish(within:)``: the spans have the same names, so that a collector knows them.
    public func deliver() async {
        for await _ in arrivals {
            try? await clock.sleep(for: settings.interval)
            var pause = settings.interval
            while !Task.isCancelled, let batch = next() {
                guard case .later(let wish) = await send(batch, within: settings.timeout) else { continue }
                pause = min(max(wish ?? pause * 2, settings.interval), .seconds(30))
                try? await clock.sleep(for: pause)
            }
        }
    }

    /// Sends what is left, as far as `time` allows, and says what came of all of it.
    public func finish(within time: Duration) async -> Report {
        let end = ContinuousClock.now + time
        while case let left = end - ContinuousClock.now, left > .zero, let batch = next() {
            if case .later = await send(batch, within: min(left, settings.timeout)) { break }
        }
        return state.withLock { state in
            state.report.lost += state.queue.count
            state.queue = []
            return state.report
        }
    }

    private enum Outcome {
        case done
        /// The batch is in the queue again; the collector may have said when to come back.
        case later(Duration?)
    }

    private func next() -> [Span]? {
        state.withLock { state in
            guard !state.queue.isEmpty else { return nil }
            let batch = Array(state.queue.prefix(settings.batchSize))
            state.queue.removeFirst(batch.count)
            return batch
        }
    }

    private func send(_ batch: [Span], within time: Duration) async -> Outcome {
        let document = OTLPRequest.document(batch, convention: convention, version: version)
        let options = HTTPOptions(
            connectTimeout: min(time, .seconds(5)), firstByteTimeout: time, idleTimeout: time, totalTimeout: time,
            maximumBytes: 1 << 20)
        do {
            let reply = try await client.send(endpoint.request, body: document.canonicalBytes, options: options)
            let body = try await reply.body.collect(limit: options.maximumBytes)
            return settle(batch, CollectorReply(reply.head, body: body))
        } catch is CancellationError {
            return putBack(batch, nil, wish: nil)
        } catch let error as TransportError where error.code == .totalTimedOut || error.code == .firstByteTimedOut {
            return putBack(batch, "\(endpoint) did not answer in time", wish: nil)
        } catch {
            // Such an error tells nothing that is secret; see `TransportError`.
            return putBack(batch, "\(error)", wish: nil)
        }
    }

    private func settle(_ batch: [Span], _ reply: CollectorReply) -> Outcome {
        switch reply {
        case .taken(let rejected):
            state.withLock { state in
                state.report.sent += batch.count - min(rejected, batch.count)
                state.report.lost += min(rejected, batch.count)
                if rejected > 0 { state.report.problem = "\(endpoint) rejected some of the spans" }
            }
            return .done
        case .busy(let status, let wish):
            return putBack(batch, "\(endpoint) answered with status \(status)", wish: wish)
        case .refused(let status):
            state.withLock { state in
                state.isRefused = true
                state.report.lost += batch.count + state.queue.count
                state.queue = []
                state.report.problem =
                    "\(endpoint) answered with status \(status); is it an OTLP/HTTP receiver that takes JSON, "
                    + "and are OTEL_EXPORTER_OTLP_HEADERS right?"
            }
            return .done
        }
    }

    private func putBack(_ batch: [Span], _ problem: String?, wish: Duration?) -> Outcome {
        state.withLock { state in
            if let problem { state.report.problem = problem }
            // The oldest go first: what came meanwhile keeps its place.
            let room = max(settings.queueLength - state.queue.count, 0)
            state.queue.insert(contentsOf: batch.suffix(room), at: 0)
            state.report.lost += max(batch.count - room, 0)
        }
        return .later(wish)
    }
}
