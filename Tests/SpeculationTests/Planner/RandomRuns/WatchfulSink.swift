import Planning
import PlanningTesting
import Synchronization

/// Keeps the events of a run and objects to whatever must not happen.
final class WatchfulSink: EventSink {
    private let limit: Money?
    private let clock: any Clock<Duration>
    private let tick: Duration
    private let state: Mutex<State>

    private struct State {
        var random: SeededGenerator
        var flushesLeft: Int
        var events: [RunEvent] = []
        var safe = 0
        var reserved: [CallID: Money] = [:]
        var spent = Money.zero
        var complaints: [String] = []
    }

    /// - Parameter flushes: how often the record can be made safe before the disk is full.
    init(
        _ script: DrawnScript, limit: Money?, flushes: Int, clock: any Clock<Duration>, tick: Duration
    ) {
        self.limit = limit
        self.clock = clock
        self.tick = tick
        state = Mutex(State(random: script.random(13, 0), flushesLeft: flushes))
    }

    var events: [RunEvent] { state.withLock(\.events) }
    var complaints: [String] { state.withLock(\.complaints) }

    func record(_ event: RunEvent) {
        state.withLock { state in
            state.events.append(event)
            switch event.kind {
            case .callStarted(let call): state.reserved[call.call] = call.announcement.reservation
            case .callSettled(let call):
                state.reserved[call.call] = nil
                state.spent += call.settlement.cost ?? .zero
            default: break
            }
            let bound = state.reserved.values.reduce(state.spent, +)
            if let limit, bound > limit { state.complaints.append("\(bound) of \(limit) at event \(event.sequence)") }
        }
    }

    func flush() async throws {
        let (ticks, count, works) = state.withLock { state in
            state.flushesLeft -= 1
            return (
                Int.random(in: 0...2, using: &state.random), state.events.count, state.flushesLeft >= 0
            )
        }
        if ticks > 0 { try? await clock.sleep(for: tick * ticks) }
        guard works else { throw BackendError(.serverFault, "the disk is full") }
        state.withLock { $0.safe = max($0.safe, count) }
    }

    /// Why an action that may not run early must not run now.
    func objection(to action: Action, at position: Int) -> String? {
        state.withLock { state in
            let name = "\(action.canonical) at \(position)"
            guard state.events.last?.name != "finished" else { return "\(name) ran after the end" }
            let begin = state.events.lastIndex { $0.name == "executing" } ?? state.events.endIndex
            let isCancelled = state.events[begin...].contains {
                if case .cancelled(let work) = $0.kind {
                    work.position == position && work.work == .execution
                } else {
                    false
                }
            }
            // Between a task's last look at its cancellation and this, only virtual time stands still.
            if isCancelled, clock is ManualClock { return "\(name) ran although it was cancelled" }
            let safe = state.events.prefix(state.safe)
            let isCommitted =
                position == 1
                || safe.contains {
                    if case .committed(let step) = $0.kind { step.position == position - 1 } else { false }
                }
            guard isCommitted else { return "\(name) ran before its predecessor was safe" }
            let isJudged = safe.contains {
                if case .judged(let step) = $0.kind {
                    step.position == position && step.action == action
                } else {
                    false
                }
            }
            guard isJudged else { return "\(name) ran before its verdict was safe" }
            let isAnnounced = safe.contains {
                if case .executing(let step) = $0.kind {
                    step.position == position && step.action == action
                } else {
                    false
                }
            }
            return isAnnounced ? nil : "\(name) ran unannounced"
        }
    }
}
