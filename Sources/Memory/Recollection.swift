public import Planning
import Synchronization

/// What is remembered of earlier runs of one agent, and of the run that goes on.
///
/// Everything is in memory once it is fetched, so that asking takes microseconds. Only steps that a
/// verifier decided are remembered; a lossy run teaches nothing.
public final class Recollection: Sendable {
    private let memory: any TrajectoryMemory
    private let agent: String
    private let limits: Limits
    private let state: Mutex<State>

    /// How much is fetched.
    public struct Limits: Sendable, Hashable {
        /// Steps of the agent's latest runs.
        public var steps: Int
        /// Runs whose task is similar.
        public var similarRuns: Int

        /// Limits: by default about as much as a second of reading.
        public init(steps: Int = 50_000, similarRuns: Int = 20) {
            self.steps = steps
            self.similarRuns = similarRuns
        }
    }

    /// Where a guess comes from.
    public enum Source: String, Sendable, Hashable {
        /// The same task had come to exactly the same point.
        case samePrefix = "same task, same steps"
        /// The same last actions, at whatever task of the agent.
        case sameActions = "same last actions"
        /// The same last actions, at a task that reads like this one.
        case similarTask = "same last actions at a similar task"
    }

    /// A step that is recalled.
    public struct Guess: Sendable, Hashable {
        /// The step.
        public let action: Action
        /// How often it was done in this situation.
        public let count: Int
        /// How often the situation occurred.
        public let total: Int
        /// Where it comes from.
        public let source: Source

        /// How sure memory is, from 0 to 1: the share of this step, with one more for and one against,
        /// so that a single time is no certainty.
        public var confidence: Double { Double(count + 1) / Double(total + 2) }

        var prevails: Bool { Double(count) >= 0.6 * Double(total) }
    }

    private struct State {
        var index = RecallIndex()
        var isFetched = false
        /// The runs in the index, so that none counts twice.
        var known: Set<RunID> = []
        var similar: [String: RecallIndex] = [:]
        var runs: [RunID: OpenRun] = [:]
    }

    private struct OpenRun {
        let header: RunHeader
        var trajectory: Trajectory
    }

    /// Nothing is fetched before the first question.
    public init(of agent: String, from memory: any TrajectoryMemory, limits: Limits = Limits()) {
        self.agent = agent
        self.memory = memory
        self.limits = limits
        state = Mutex(State())
    }

    /// Fetches what is needed for `task`. May be called any number of times.
    /// - Throws: what the memory throws; what was fetched before stays.
    public func prepare(for task: String) async throws {
        if !state.withLock({ $0.isFetched }) {
            let runs = try await memory.verifiedRuns(of: agent, steps: limits.steps)
            state.withLock { state in
                guard !state.isFetched else { return }
                state.isFetched = true
                // What this process has seen itself, it has already learnt step by step.
                for run in runs where state.known.insert(run.run).inserted { state.index.learn(run) }
            }
        }
        if state.withLock({ $0.similar[task] == nil }) {
            let runs = try await memory.runs(of: agent, similarTo: task, limit: limits.similarRuns)
            let index = runs.reduce(into: RecallIndex()) { $0.learn($1) }
            state.withLock { state in
                // A process that works at many tasks needs only those it is at.
                if state.similar.count >= 64 { state.similar = [:] }
                state.similar[task] = index
            }
        }
    }

    /// What was done next in the situation of `request`: exactly the same first, then after the same
    /// last actions, then at similar tasks. Nil where nothing can be relied on.
    public func guess(for request: ProposalRequest) -> Guess? {
        state.withLock { state in
            state.index.exact(task: request.task, after: request.trajectory)
                ?? state.index.backOff(task: request.task, after: request.trajectory, source: .sameActions)
                ?? state.similar[request.task]?.backOff(
                    task: request.task, after: request.trajectory, source: .similarTask)
        }
    }
}

extension Recollection {
    /// Learns from now on from a run that goes on after `trajectory`, as one that is resumed does. A
    /// new run is followed from its first event without being asked.
    public func follow(_ header: RunHeader, from trajectory: Trajectory) {
        state.withLock { follow(header, from: trajectory, &$0) }
    }

    private func follow(_ header: RunHeader, from trajectory: Trajectory, _ state: inout State) {
        guard header.agent == agent, header.guarantee == .lossless, header.verifier != nil else { return }
        state.runs[header.run] = OpenRun(header: header, trajectory: trajectory)
        guard state.known.insert(header.run).inserted else { return }
        state.index.learn(
            RememberedRun(
                run: header.run, startedAt: header.startedAt, task: header.task, isFinished: true,
                steps: trajectory.steps))
    }

    /// Learns from the events of a run as it goes on, if its agent is the same and a verifier decides
    /// every step.
    func learn(from event: RunEvent) {
        state.withLock { state in
            switch event.kind {
            case .started(let header):
                follow(header, from: Trajectory(), &state)
            case .committed(let committed):
                guard let run = state.runs[event.run], committed.position == run.trajectory.count + 1 else { return }
                state.index.learn(
                    committed.step.action, after: run.trajectory, task: run.header.task, succeeded: true,
                    seen: run.header.startedAt)
                state.runs[event.run]?.trajectory.append(committed.step)
            case .finished:
                state.runs[event.run] = nil
            default:
                break
            }
        }
    }
}
