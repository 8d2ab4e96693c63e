import Control
import Planning
import PlanningTesting
import Simulation
import Speculation
import Testing

/// A run whose verifier's calls are made twice where they are late.
struct HedgedRunTests {
    /// Says one word after the other, and ends the task with the last one.
    private struct Speaker: Agent {
        let model: Model
        let backend: ScriptedBackend
        let hedging: Hedging
        let clock: ManualClock

        var label: String { model.id.description }

        func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal {
            _ = try await MeteredCall(
                backend: backend, meter: meter, purpose: "action", stopwatch: Stopwatch(clock), hedging: hedging
            ).run(ModelRequest(model: model, messages: [.user("next")]))
            let number = request.trajectory.count + 1
            return Proposal(action: Action(text: "word \(number)", answer: number == 2 ? "done" : nil))
        }
    }

    private static let usage = Usage(freshInput: 100, output: 10, provenance: .reported)
    private static let price = Price(input: 1_000_000_000, output: 4_000_000_000)

    /// The second call of all is the one beside the first, which takes a minute.
    private func run() async throws -> ([RunEvent], RunOutcome) {
        let clock = ManualClock()
        let log = EventLog()
        let model = Model(id: ModelID(provider: "p", name: "m"), price: Self.price)
        let tail = Array(repeating: Duration.seconds(1), count: 38) + [.seconds(60), .seconds(60)]
        let speaker = Speaker(
            model: model,
            backend: ScriptedBackend(clock: clock) { _, number in
                [.event(.accepted(requestID: nil)), .wait(number == 0 ? .seconds(60) : .milliseconds(500))]
                    + .says("word", usage: Self.usage)
            },
            hedging: Hedging(lambda: try #require(Lambda(0.9)), clock: clock, latencies: [model.id: tail]),
            clock: clock)
        let planner = SpeculativePlanner(
            pair: .alone(speaker, as: .verifier), environment: PlanOnlyEnvironment(),
            configuration: .init(stepLimit: 5), controller: FixedDepth(0), sink: log, clock: clock)
        let outcome = await inVirtualTime(on: clock) { await planner.run(RunStart(header: .testing())) }
        return (log.events, outcome)
    }

    @Test func theLoserIsWasteAndTheReferenceIsWhatTheVerifierAloneTakes() async throws {
        let (events, outcome) = try await run()
        #expect(outcome.status == .finished)
        #expect(CallBook(events).violations == [])
        let summary = RunSummary(events)
        #expect(summary.calls.map(\.announcement.purpose) == ["action", "hedge", "action"])
        #expect(summary.calls.map(\.standing) == [.unused, .useful, .useful])
        #expect(summary.calls.map { $0.settlement?.outcome } == [.cancelled, .finished, .finished])
        #expect(summary.calls.first?.isWaste == true)
        #expect(summary.calls.first?.settlement?.cost.map { $0 > .zero } == true)
        let committed = events.compactMap { if case .committed(let step) = $0.kind { step } else { nil } }
        let whole = Self.price.cost(of: Self.usage)
        #expect(committed.map(\.verifierCost) == [whole, whole], "the call that lost is no part of it")
        #expect(
            committed.map(\.verifierTime) == [.seconds(1.5), .seconds(0.5)], "from the beginning of the first call on")
        let judged = events.compactMap { if case .judged(let verdict) = $0.kind { verdict.calls } else { nil } }
        #expect(judged == [[CallID(2)], [CallID(3)]])
    }

    @Test func theRecordTellsTheSameStory() async throws {
        let (events, _) = try await run()
        let read = try events.map { try RunEvent(jsonLine: try $0.jsonLine()) }
        #expect(RunSummary(read) == RunSummary(events))
    }
}
