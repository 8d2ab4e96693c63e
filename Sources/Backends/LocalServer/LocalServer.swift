import Foundation
import Planning
import Processes
import Synchronization

/// One local server as this process uses it: started or joined with the first call, used until the
/// process leaves it.
final class LocalServer: Sendable {
    let slots = TrafficLane(TrafficTable(capacity: 1))
    private let sharing = ServerSharing()
    private let provider: Provider
    private let settings: LocalServerSettings
    private let starter: ServerStarter
    private let oneAtATime = ConcurrencyLimit(1)
    private let use = Mutex<(id: String, use: ServerUse)?>(nil)

    init(_ provider: Provider, _ settings: LocalServerSettings, _ starter: ServerStarter) {
        self.provider = provider
        self.settings = settings
        self.starter = starter
    }

    private var folder: ServerFolder { starter.folder }

    /// Waits until the server is ready, and starts it if need be.
    /// - Parameter report: told again and again what is waited for.
    /// - Returns: the port it listens on.
    /// - Throws: ``LocalServerError``, or `CancellationError`.
    func port(_ report: (LocalServerState) -> Void = { _ in }) async throws -> Int {
        var losses = 0
        while true {
            let id = try await joined()
            // Asked in this order: what has ended in order has said so before it let go.
            let isWatched = FileLock.isHeld(folder.watch)
            guard let record = folder.record, record.id == id else {
                // Somebody has started another one in its place.
                leave()
                continue
            }
            if !isWatched, !record.isOver {
                leave()
                losses += 1
                if losses > 1 { throw lost }
                continue
            }
            switch record.state {
            case .ready:
                if record.serves, let port = record.port {
                    slots.resize(to: settings.slots ?? record.slots ?? 1)
                    return port
                }
            case .failed:
                leave()
                throw record.failure ?? lost
            case .stopped:
                leave()
                if record.wasAskedToStop { throw stopped }
                continue
            default: report(record.state)
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// Waits for a slot.
    /// - Parameter place: where the call stands in the line already, if it does.
    /// - Throws: `CancellationError`.
    func enter(_ role: AgentRole, from place: TrafficTurn?) async throws -> SlotTurn {
        SlotTurn(try await slots.enter(role, from: place), sharing: sharing)
    }

    /// What to say about a call that was cut off: if the server has crashed, how, and its last words.
    func account(of error: BackendError) async -> BackendError {
        // A program that ends loses its connections first: it may seem to serve for a moment. And once it has ended,
        // whoever watches over it has to notice, which takes longer on a machine that is busy.
        for look in 0..<600 {
            guard let record = folder.record, record.state == .ready, FileLock.isHeld(folder.watch),
                look < 20 || !record.serves
            else { break }
            if (try? await Task.sleep(for: .milliseconds(50))) == nil { break }
        }
        guard let record = folder.record, record.state != .ready || !FileLock.isHeld(folder.watch) else { return error }
        if record.wasAskedToStop { return BackendError(stopped) }
        let what = record.lastExit.map { "the local server “\(provider.name)” \($0)" } ?? "it is gone"
        return BackendError(
            error.code,
            "\(error.message): \(what); all it said: `outrider engines logs \(provider.name)`\(folder.log.lastWords())",
            status: error.status, requestID: error.requestID)
    }

    /// Leaves it: as far as this process is concerned, it may end.
    func leave() {
        use.withLock { use in
            use?.use.leave()
            use = nil
        }
    }

    private func joined() async throws -> String {
        if let known = use.withLock({ $0?.id }) { return known }
        let turn = try await oneAtATime.enter()
        defer { withExtendedLifetime(turn) {} }
        if let known = use.withLock({ $0?.id }) { return known }
        let (id, entered) = try await starter.join(provider, settings)
        use.withLock { $0 = (id, entered) }
        return id
    }

    private var stopped: LocalServerError {
        LocalServerError(
            .stopped,
            "the local server “\(provider.name)” was stopped while it was in use; run it again to start it anew")
    }

    private var lost: LocalServerError {
        LocalServerError(
            .lost, "the process that watched over the local server “\(provider.name)” was killed, twice; try again")
    }
}
