import Control
import Foundation
import Ledger
import Planning
import Speculation
import Strategies
import Synchronization
import Worlds

/// A way to run tasks with the models that ship.
enum ModelRun: CaseIterable, Hashable {
    case sequential
    case depth(Int)
    case lambda(Double)

    static let allCases: [ModelRun] =
        [.sequential] + [1, 2, 3, 6, 12].map { .depth($0) } + [0, 0.5, 0.8, 1].map { .lambda($0) }

    var name: String {
        switch self {
        case .sequential: "sequential"
        case .depth(let depth): "depth \(depth)"
        case .lambda(let lambda): "λ = \(lambda)"
        }
    }

    /// What one run came to.
    struct Result {
        let plan: [String]
        let summary: RunSummary
        let cpuSeconds: Double
        let outcomes: [DepthOutcome]
    }

    /// Runs a task.
    /// - Parameter experience: what earlier runs in this way have taught.
    func run(
        _ task: String, with crew: Crew, in store: LedgerStore, number: UInt64, after experience: Experience
    ) async throws -> Result {
        var generator = SeededGenerator(seed: number)
        let header = RunHeader(
            run: RunID(milliseconds: 1_700_000_000_000 + number, using: &generator), startedAt: 1_700_000_000_000,
            task: task, agent: "blocksworld", drafter: self == .sequential ? nil : crew.drafter.label,
            verifier: crew.verifier.label, strategy: self == .sequential ? "sequential" : "dsp", guarantee: .lossless,
            scheduling: "continuous", lambda: 1, seed: number, limits: Limits(steps: 64))
        let fold = RunFold()
        var crew = crew
        crew.environment = try SimulatedWorld.blocksworld.environment(of: task)
        crew.sink = store.writer(downstream: fold)
        let log = ExperienceLog()
        let cpu = ProcessFacts.cpuSeconds
        let outcome = await strategy(seed: number, experience, log).run(RunStart(header: header), with: crew)
        let taken = ProcessFacts.cpuSeconds - cpu
        guard outcome.status == .finished else { throw BenchmarkError("\(name) ended as \(outcome.status): \(task)") }
        return Result(
            plan: outcome.trajectory.steps.map(\.action.text), summary: fold.summary, cpuSeconds: taken,
            outcomes: log.outcomes)
    }

    private func strategy(seed: UInt64, _ experience: Experience, _ log: ExperienceLog) -> any Strategy {
        switch self {
        case .sequential: return SequentialStrategy()
        case .depth(let depth): return DSPStrategy(controller: FixedDepth(depth), log: log)
        case .lambda(let lambda):
            var controller = ThresholdDepth(.lambda(Lambda(lambda) ?? .balanced), seed: seed)
            controller.learn(from: experience)
            return DSPStrategy(controller: controller, log: log)
        }
    }
}

/// Keeps what a run came to.
private final class RunFold: EventSink {
    private let state = Mutex(RunSummary())

    var summary: RunSummary { state.withLock { $0 } }

    func record(_ event: RunEvent) { state.withLock { $0.apply(event) } }
}
