import Backends
import Planning
import Speculation
import Synchronization

/// Starts the servers that a command needs, and shows what is waited for: redrawn in place on a
/// terminal, and a line when it begins and one when it ends elsewhere.
final class ServerProgress: Sendable {
    private let console = Console.error
    private let stopwatch = Stopwatch(ContinuousClock())
    private let state = Mutex(State())

    private struct State {
        var frame = LiveFrame()
        var waited: [String: String] = [:]
    }

    /// Waits until all are ready. One that fails ends the waiting for the others.
    static func start(_ providers: [Provider], of servers: LocalServers, quietly: Bool) async throws {
        let progress = ServerProgress()
        defer { progress.close() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for provider in providers {
                group.addTask {
                    try await servers.start(provider) { if !quietly { progress.show(provider, $0) } }
                    if !quietly { progress.end(provider) }
                }
            }
            try await group.waitForAll()
        }
    }

    private func show(_ provider: Provider, _ server: LocalServerState) {
        // What failed is ended first; the failure says so in a moment.
        guard server != .stopping else { return }
        let doing =
            switch server {
            case .loading: "is loading its model"
            case .restarting: "has crashed and is started again"
            default: "is starting"
            }
        let line = "\(provider.server?.program ?? "") of “\(provider.name)” \(doing)"
        state.withLock { state in
            let isNew = state.waited.updateValue(line, forKey: provider.name) != line
            if console.isTerminal {
                redraw(&state)
            } else if isNew {
                console.print("\(line)…")
            }
        }
    }

    private func end(_ provider: Provider) {
        state.withLock { state in
            guard state.waited.removeValue(forKey: provider.name) != nil else { return }
            let line = "“\(provider.name)” is ready after \(stopwatch.elapsed.spoken)"
            if console.isTerminal { redraw(&state, above: [line]) } else { console.print(line) }
        }
    }

    private func redraw(_ state: inout State, above: [String] = []) {
        let seconds = stopwatch.elapsed.spoken
        let live = state.waited.sorted { $0.key < $1.key }.map { "\($0.value)… \(seconds)" }
        console.write(state.frame.replace(above: above, live: live, width: console.width))
    }

    private func close() {
        state.withLock { state in
            state.waited = [:]
            if console.isTerminal { redraw(&state) }
        }
    }
}
