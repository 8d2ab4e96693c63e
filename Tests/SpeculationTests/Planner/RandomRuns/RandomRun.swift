import Control
import Planning
import PlanningTesting
import Speculation

/// A run of the asynchronous planner in which everything is drawn from a seed: latencies,
/// mismatches, failures, limits, and the moment of an interruption.
struct RandomRun: Sendable {
    private let script: DrawnScript
    private let limits: Limits
    private let interruption: Int?
    private let flushes: Int
    private let scheduling: SpeculationMachine.Scheduling
    private let seed: UInt64

    init(seed: UInt64) {
        self.seed = seed
        script = DrawnScript(seed: seed)
        var random = script.random(9, 0)
        let cost: Int64? = [nil, nil, 30, 100].randomElement(using: &random) ?? nil
        let time: Int64? = [nil, nil, nil, 40].randomElement(using: &random) ?? nil
        limits = Limits(
            steps: script.stepLimit, cost: cost.map { Money(nanodollars: $0) }, time: time.map { .seconds($0) })
        interruption = Int.random(in: 0..<4, using: &random) == 0 ? Int.random(in: 0...50, using: &random) : nil
        flushes = Int.random(in: 0..<8, using: &random) == 0 ? Int.random(in: 0...3, using: &random) : .max
        scheduling = Bool.random(using: &random) ? .continuous : .rounds
    }

    /// Runs it.
    /// - Parameter tick: the unit of all latencies.
    /// - Returns: what went wrong.
    func complaints(on clock: any Clock<Duration>, tick: Duration) async -> [String] {
        let sink = WatchfulSink(script, limit: limits.cost, flushes: flushes, clock: clock, tick: tick)
        let environment = DrawnEnvironment(script, record: sink, clock: clock, tick: tick)
        let drafter = DrawnAgent(.drafter, script, clock: clock, tick: tick)
        let verifier = DrawnAgent(.verifier, script, clock: clock, tick: tick)
        let planner = SpeculativePlanner(
            pair: .speculative(drafter: drafter, verifier: verifier),
            policy: seed % 3 == 1 ? DrawnPolicy(script, clock: clock, tick: tick) : AgreementPolicy(),
            environment: environment,
            configuration: .init(
                scheduling: scheduling, earlyRepair: !seed.isMultiple(of: 5), stepLimit: limits.steps),
            controller: RandomDepth(seed: seed), sink: sink, clock: clock)
        var bounds = limits
        bounds.time = limits.time.map { tick * Int($0.seconds) }
        let start = RunStart(header: .testing(limits: bounds))
        let outcome = await interrupting(after: interruption.map { tick * $0 }, on: clock) { await planner.run(start) }
        guard let outcome else { return ["no outcome"] }
        var complaints = sink.complaints + environment.complaints + self.complaints(about: sink.events)
        if drafter.atWork + verifier.atWork > 0 { complaints.append("agents are still at work") }
        let whole = script.sequential
        if outcome.trajectory != Trajectory(Array(whole.steps.prefix(outcome.trajectory.count))) {
            complaints.append("another trajectory than sequential")
        }
        let isUndisturbed =
            script.isSound && interruption == nil && flushes == .max && limits.cost == nil && limits.time == nil
        if isUndisturbed, outcome.trajectory != whole { complaints.append("ended as \(outcome.status) before the end") }
        return complaints
    }

    private func complaints(about events: [RunEvent]) -> [String] {
        let calls = CallBook(events)
        var complaints = calls.violations
        if calls.started.map(\.number) != Array(1..<calls.started.count + 1) {
            complaints.append("calls started as \(calls.started)")
        }
        if events.map(\.sequence) != Array(1..<events.count + 1) { complaints.append("events have gaps") }
        if events.count(where: { $0.name == "finished" }) != 1 || events.last?.name != "finished" {
            complaints.append("no end, or more than one")
        }
        for call in RunSummary(events).calls where call.settlement?.outcome == .cancelled && call.standing == .failed {
            complaints.append("call \(call.id) was cancelled and counts as failed")
        }
        let times = events.dropLast().map(\.time)
        if times != times.sorted() { complaints.append("time runs backwards") }
        if UnfinishedStep(after: events) != nil, !events.contains(where: Self.endsEarly) {
            complaints.append("a step is left unfinished")
        }
        return complaints
    }

    private static func endsEarly(_ event: RunEvent) -> Bool {
        if case .finished(let end) = event.kind { end.status != .finished } else { false }
    }
}
