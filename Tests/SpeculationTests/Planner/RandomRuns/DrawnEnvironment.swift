import Planning
import Synchronization

/// The world of a random run. It notes every action that may not run early, and whether the record
/// allowed it.
final class DrawnEnvironment: Environment {
    let tools: [ToolDescription] = []
    private let script: DrawnScript
    private let record: WatchfulSink
    private let clock: any Clock<Duration>
    private let tick: Duration
    private let state: Mutex<State>

    private struct State {
        var random: SeededGenerator
        var executed: Set<Int> = []
        var attempts: Set<Attempt> = []
        var complaints: [String] = []
    }

    private struct Attempt: Hashable {
        let action: Action
        let prefix: UInt64
    }

    init(_ script: DrawnScript, record: WatchfulSink, clock: any Clock<Duration>, tick: Duration) {
        self.script = script
        self.record = record
        self.clock = clock
        self.tick = tick
        state = Mutex(State(random: script.random(12, 0)))
    }

    var complaints: [String] { state.withLock(\.complaints) }

    func earlyExecution(of action: Action) -> EarlyExecution {
        switch action.tool {
        case "free": .unneeded
        case "early": .allowed
        case "try": .provisional(changesWorld: true)
        default: .refused(reason: "drawn")
        }
    }

    func execute(_ action: Action, after trajectory: Trajectory) async throws -> Observation {
        if action.tool == "late" || action.tool == "try" { note(action, after: trajectory) }
        return try await carryOut(action, after: trajectory)
    }

    func attempt(_ action: Action, after trajectory: Trajectory) async throws -> Observation {
        state.withLock { state in
            if action.tool == "late" { state.complaints.append("\(action.canonical) was tried") }
            if action.tool == "try" { state.attempts.insert(Attempt(action: action, prefix: trajectory.fingerprint)) }
        }
        return try await carryOut(action, after: trajectory)
    }

    func confirm(_ step: Step, after trajectory: Trajectory) async throws -> Confirmation {
        let isStale = state.withLock { state in
            let attempt = Attempt(action: step.action, prefix: trajectory.fingerprint)
            if state.attempts.remove(attempt) == nil {
                state.complaints.append("\(step.action.canonical) was confirmed and is not there")
            }
            return state.random.chance() < 0.3
        }
        if isStale { return .stale(reason: "drawn") }
        note(step.action, after: trajectory)
        return .stands
    }

    func discard(_ action: Action, after trajectory: Trajectory) {
        _ = state.withLock { $0.attempts.remove(Attempt(action: action, prefix: trajectory.fingerprint)) }
    }

    /// The world changes for good.
    private func note(_ action: Action, after trajectory: Trajectory) {
        let position = trajectory.count + 1
        let complaint = record.objection(to: action, at: position)
        state.withLock { state in
            if let complaint { state.complaints.append(complaint) }
            if !state.executed.insert(position).inserted {
                state.complaints.append("\(action.canonical) was carried out twice at \(position)")
            }
        }
    }

    private func carryOut(_ action: Action, after trajectory: Trajectory) async throws -> Observation {
        let (ticks, fails) = state.withLock { state in
            (
                Int.random(in: 0...3, using: &state.random),
                state.random.chance() < script.executionFailures
            )
        }
        if ticks > 0 { try await clock.sleep(for: tick * ticks) }
        if fails { throw BackendError(.serverFault, "drawn") }
        return script.observation(of: action, after: trajectory)
    }
}
