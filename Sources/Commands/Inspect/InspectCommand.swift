import ArgumentParser
import Foundation
import Ledger
import Planning

/// `outrider inspect`
struct InspectCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Look through a run in the terminal, with the keys of vi.",
        usage: "outrider inspect [<options>] <run>",
        discussion: """
            j k gg G Ctrl-d Ctrl-u move, l or Enter opens, h or q goes back, / searches, n N repeat, ? lists all keys. \
            A run that goes on is followed.
            """)

    @Argument(help: ArgumentHelp("The run, or the beginning of its name.", valueName: "run"))
    var run: String

    @OptionGroup(title: "Places") var places: PlaceFlags

    func perform() async throws -> ExitStatus {
        let screen = try TerminalScreen(.output)
        let store = try Surroundings(configFile: places.config).ledger(at: places.database, creating: false)
        let run = try await store.run(named: run)
        let recorded = RecordedRun(run: run, store: store)
        let first = try await recorded.inspection()
        let events = TerminalEvents()
        screen.take()
        defer {
            events.stopReading()
            screen.giveBack()
            events.stop()
        }
        return await accompanied(by: [{ await recorded.follow(from: first, into: events.continuation) }]) {
            await InspectSession(screen: screen, events: events).perform(first)
        }
    }
}

/// The run in the record, which may go on.
private struct RecordedRun {
    let run: RunID
    let store: LedgerStore

    func inspection() async throws -> Inspection {
        // Asked first: what is written until the run has ended is then read in any case.
        let isLive = try await store.isLive(run)
        return Inspection(try await store.history(of: run).events, isLive: isLive)
    }

    /// Tells of every change since `known`, as long as there can be any.
    func follow(from known: Inspection, into continuation: AsyncStream<TerminalEvent>.Continuation) async {
        var isLive = true
        var known = known
        while isLive, !Task.isCancelled {
            guard let live = try? await store.isLive(run), let now = try? await inspection() else { break }
            if now != known { continuation.yield(.progressed(now)) }
            known = now
            isLive = live
            if live { try? await Task.sleep(for: .milliseconds(500)) }
        }
    }
}

/// Carries keys to the viewer and its lines to the screen.
private struct InspectSession {
    let screen: TerminalScreen
    let events: TerminalEvents

    func perform(_ inspection: Inspection) async -> ExitStatus {
        var inspector = Inspector(inspection, columns: screen.size.columns, rows: screen.size.rows)
        var keys = KeyReader()
        screen.draw(inspector.screen)
        for await event in events.stream {
            switch event {
            case .typed(let bytes):
                if let status = press(keys.keys(from: bytes), in: &inspector) { return status }
            case .quiet:
                guard keys.isWaiting else { continue }
                if let status = press(keys.flush(), in: &inspector) { return status }
            case .changed:
                screen.take()
                inspector.resize(columns: screen.size.columns, rows: screen.size.rows)
            case .suspend: suspend()
            case .end(let status): return status
            case .progressed(let inspection): inspector.show(inspection)
            }
            screen.draw(inspector.screen)
        }
        return .success
    }

    private func press(_ keys: [Key], in inspector: inout Inspector) -> ExitStatus? {
        for key in keys {
            switch inspector.press(key) {
            case .none: break
            case .repaint: screen.clear()
            case .suspend: suspend()
            case .quit: return .success
            case .interrupt: return .interrupted
            }
        }
        return nil
    }

    /// Gives the screen back and stops. The signal to go on, an event like others, takes the screen again: what
    /// follows here may run for a moment longer before the process stands still.
    private func suspend() {
        screen.giveBack()
        // The signal that a terminal sends for Ctrl-Z is caught, or it would stop the process with the screen taken.
        kill(getpid(), SIGSTOP)
    }
}
