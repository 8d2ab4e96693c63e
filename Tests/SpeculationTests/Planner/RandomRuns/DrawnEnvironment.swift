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
        var complaints: [String] = []
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
        default: .refused(reason: "drawn")
        }
    }

    func execute(_ action: Action, after trajectory: Trajectory) async throws -> Observation {
        let position = trajectory.count + 1
        if action.tool == "late" {
            let complaint = record.objection(to: action, at: position)
            state.withLock { state in
                if let complaint { state.complaints.append(complaint) }
                if !state.executed.insert(position).inserted {
                    state.complaints.append("\(action.canonical) was carried out twice at \(position)")
                }
            }
        }
        let (ticks, fails) = state.withLock { state in
            (
                Int.random(in: 0...3, using: &state.random),
                Double.random(in: 0..<1, using: &state.random) < script.executionFailures
            )
        }
        if ticks > 0 { try await clock.sleep(for: tick * ticks) }
        if fails { throw BackendError(.serverFault, "drawn") }
        return script.observation(of: action, after: trajectory)
    }
}
