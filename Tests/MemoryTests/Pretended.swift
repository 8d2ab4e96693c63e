import Planning
import Synchronization

/// A memory that holds what it is told, and counts how often it is read.
final class PretendedMemory: TrajectoryMemory {
    private let runs: [RememberedRun]
    private let similar: [RememberedRun]
    private let count = Mutex(0)

    init(_ runs: [RememberedRun], similar: [RememberedRun] = []) {
        self.runs = runs
        self.similar = similar
    }

    var reads: Int { count.withLock { $0 } }

    func verifiedRuns(of agent: String, steps: Int) async throws -> [RememberedRun] {
        count.withLock { $0 += 1 }
        return runs
    }

    func runs(of agent: String, similarTo task: String, limit: Int) async throws -> [RememberedRun] {
        count.withLock { $0 += 1 }
        return task.hasPrefix("soup") ? similar : []
    }
}

/// A memory on a disk that is gone.
struct BrokenMemory: TrajectoryMemory {
    struct Failure: Error, CustomStringConvertible {
        var description: String { "the disk is gone" }
    }

    func verifiedRuns(of agent: String, steps: Int) async throws -> [RememberedRun] { throw Failure() }
    func runs(of agent: String, similarTo task: String, limit: Int) async throws -> [RememberedRun] { throw Failure() }
}

/// A drafter that knows nothing of what was done before.
struct Stranger: Agent {
    var label: String { "stranger" }

    func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal {
        let call = try meter.start(CallAnnouncement(model: "a/stranger", purpose: "action", reservation: nil))
        meter.settle(call, CallSettlement(outcome: .finished, usage: .zero, cost: nil))
        return Proposal(action: Action(tool: "whisk"))
    }
}

/// A meter that keeps what it is told.
final class CollectingMeter: CallMeter {
    private struct State {
        var started: [CallAnnouncement] = []
        var settled: [CallSettlement] = []
    }

    private let isEmpty: Bool
    private let state = Mutex(State())

    init(isEmpty: Bool = false) {
        self.isEmpty = isEmpty
    }

    var started: [CallAnnouncement] { state.withLock(\.started) }
    var settled: [CallSettlement] { state.withLock(\.settled) }

    func start(_ call: CallAnnouncement) throws(LimitReached) -> CallID {
        if isEmpty { throw LimitReached(kind: .cost, used: "$1.00", allowed: "$1.00") }
        return state.withLock { state in
            state.started.append(call)
            return CallID(state.started.count)
        }
    }

    func firstToken(of call: CallID) {}

    func settle(_ call: CallID, _ settlement: CallSettlement) {
        state.withLock { $0.settled.append(settlement) }
    }
}

/// A sink that counts events and flushes.
final class CountingSink: EventSink {
    private let state = Mutex([0, 0])

    var counts: [Int] { state.withLock { $0 } }

    func record(_ event: RunEvent) { state.withLock { $0[0] += 1 } }
    func flush() async throws { state.withLock { $0[1] += 1 } }
}

extension Step {
    static func doing(_ tool: String) -> Step { Step(action: Action(tool: tool), observation: Observation("done")) }
}

extension RunID {
    static func numbered(_ number: UInt64) -> RunID {
        var generator = SeededGenerator(seed: number)
        return RunID(milliseconds: number, using: &generator)
    }
}

extension RememberedRun {
    static func run(_ number: UInt64, _ task: String, finished: Bool = true, _ tools: String...) -> RememberedRun {
        RememberedRun(
            run: .numbered(number), startedAt: Int64(number), task: task, isFinished: finished,
            steps: tools.map(Step.doing))
    }
}

extension RunHeader {
    static func cooking(
        _ task: String, of agent: String = "cook", guarantee: Guarantee = .lossless, verifier: String? = "lab/large"
    ) -> RunHeader {
        RunHeader(
            run: .numbered(77), startedAt: 77, task: task, agent: agent, drafter: "memory", verifier: verifier,
            strategy: "dsp", guarantee: guarantee, scheduling: "continuous", lambda: 0.5, seed: 1,
            limits: Limits(steps: 30))
    }
}

extension RunEvent {
    /// The events of a run that commits these steps.
    static func run(
        _ task: String, of agent: String, guarantee: Guarantee = .lossless, verifier: String? = "lab/large",
        _ tools: String...
    ) -> [RunEvent] {
        let header = RunHeader.cooking(task, of: agent, guarantee: guarantee, verifier: verifier)
        let steps = tools.enumerated().map { index, tool in
            Kind.committed(
                .init(
                    position: index + 1, step: .doing(tool), source: .verifier, verifierTime: .zero, verifierCost: nil,
                    executionTime: .zero))
        }
        let kinds = [.started(header)] + steps + [.finished(.init(status: .finished))]
        return kinds.enumerated().map { RunEvent(run: header.run, sequence: $0 + 1, time: .zero, kind: $1) }
    }
}
