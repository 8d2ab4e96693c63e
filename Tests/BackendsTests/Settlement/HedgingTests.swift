import Planning
import PlanningTesting
import Simulation
import Synchronization
import Testing

/// Second calls beside late ones, in virtual time.
struct HedgingTests {
    private static let usage = Usage(freshInput: 10, output: 4, provenance: .reported)
    /// Nineteen in twenty calls take a second, and one takes a minute.
    private static let longTail = Array(repeating: Duration.seconds(1), count: 38) + [.seconds(60), .seconds(60)]

    private struct Outcome: Sendable {
        var text: String?
        var error: String?
        var time: Duration
        var dropped: Int
    }

    /// One call of a model with a long tail; `pauses` says how long each request takes.
    private func call(
        _ pauses: [Duration], lambda: Double = 0.9, limit: Money? = nil, latencies: [Duration] = longTail,
        failing: Set<Int> = [], cancelledAfter patience: Duration? = nil
    ) async throws -> (Outcome, ReplacingMeter) {
        let clock = ManualClock()
        let meter = ReplacingMeter(limit: limit)
        let hedging = Hedging(
            lambda: try #require(Lambda(lambda)), clock: clock, latencies: [Sample.model.id: latencies])
        let backend = ScriptedBackend(clock: clock) { _, number in
            guard !failing.contains(number) else {
                return [.wait(pauses[number]), .fail(BackendError(.serverFault, "fault \(number)"))]
            }
            return [.event(.accepted(requestID: "r\(number)")), .wait(pauses[min(number, pauses.count - 1)])]
                + .says("answer \(number)", usage: Self.usage)
        }
        let outcome = await inVirtualTime(on: clock) {
            let stopwatch = Stopwatch(clock)
            let call = MeteredCall(
                backend: backend, meter: meter, purpose: "action", stopwatch: stopwatch, hedging: hedging)
            var outcome = Outcome(time: .zero, dropped: 0)
            do {
                if let patience {
                    _ = try await Patience(limit: patience, on: clock).whileWaiting {
                        try await call.run(Sample.request())
                    }
                } else {
                    outcome.text = try await call.run(Sample.request()).text
                }
            } catch {
                outcome.error = "\(error)"
            }
            outcome.time = stopwatch.elapsed
            outcome.dropped = backend.dropped
            return outcome
        }
        return (outcome, meter)
    }

    @Test func aLateCallGetsASecondOneAndTheFirstAnswerCounts() async throws {
        let (outcome, meter) = try await call([.seconds(60), .seconds(1)])
        #expect(outcome.text == "answer 1")
        #expect(outcome.time == .seconds(2), "a second until it was late, and one for the second call")
        #expect(meter.base.announcements.map(\.purpose) == ["action", "hedge"])
        let ends = meter.base.current.settlements
        #expect(ends.count == 2)
        #expect(ends.first { $0.call == CallID(1) }?.settlement.outcome == .cancelled)
        #expect(ends.first { $0.call == CallID(1) }?.settlement.usage.provenance == .estimated)
        #expect(ends.first { $0.call == CallID(1) }?.settlement.cost.map { $0 > .zero } == true, "it was sent")
        #expect(ends.first { $0.call == CallID(2) }?.settlement.usage == Self.usage)
        #expect(meter.replaced == [.init(call: CallID(1), winner: CallID(2))])
        #expect(outcome.dropped == 1)
        #expect(meter.base.current.budget.reserved == .zero)
    }

    @Test func theFirstCallMayStillWin() async throws {
        let (outcome, meter) = try await call([.seconds(1.5), .seconds(60)])
        #expect(outcome.text == "answer 0")
        #expect(outcome.time == .seconds(1.5))
        #expect(meter.replaced == [.init(call: CallID(2), winner: CallID(1))])
    }

    @Test func aCallThatIsNotLateStaysAlone() async throws {
        let (_, meter) = try await call([.milliseconds(900)])
        #expect(meter.base.announcements.count == 1)
        #expect(meter.replaced.isEmpty)
    }

    @Test(arguments: [0, 0.3, 0.49]) func whereMoneyCountsNoCallIsMadeTwice(lambda: Double) async throws {
        let (outcome, meter) = try await call([.seconds(60), .seconds(1)], lambda: lambda)
        #expect(meter.base.announcements.count == 1)
        #expect(outcome.time == .seconds(60))
    }

    @Test func whatCannotBePaidForIsNotMade() async throws {
        let one = try #require(UsageEstimator().reservation(for: Sample.request()))
        let (outcome, meter) = try await call(
            [.seconds(60), .seconds(1)], limit: Money(nanodollars: one.nanodollars * 2 - 1))
        #expect(outcome.text == "answer 0")
        #expect(meter.base.announcements.count == 1)
    }

    @Test func aSecondCallThatFailsLeavesTheFirstAlone() async throws {
        let (outcome, meter) = try await call([.seconds(60), .seconds(1)], failing: [1])
        #expect(outcome.text == "answer 0")
        #expect(outcome.time == .seconds(60))
        #expect(meter.base.settlements.map(\.outcome) == [.failed, .finished])
        #expect(meter.replaced.isEmpty, "it has failed, and nothing replaced it")
    }

    @Test func whereTheFirstFailsLateTheSecondAnswers() async throws {
        let (outcome, meter) = try await call([.seconds(2), .seconds(9)], failing: [0])
        #expect(outcome.text == "answer 1")
        #expect(outcome.time == .seconds(10))
        #expect(meter.base.settlements.map(\.outcome) == [.failed, .finished])
    }

    @Test func whereBothFailTheFirstSaysWhy() async throws {
        let (outcome, meter) = try await call([.seconds(9), .seconds(2)], failing: [0, 1])
        #expect(outcome.error?.contains("fault 0") == true)
        #expect(meter.base.settlements.map(\.outcome) == [.failed, .failed])
    }

    @Test func aCallThatFailsInTimeIsNotMadeTwice() async throws {
        let (outcome, meter) = try await call([.milliseconds(500)], failing: [0])
        #expect(outcome.error?.contains("fault 0") == true)
        #expect(meter.base.announcements.count == 1)
    }

    @Test func cancellingEndsBothAndSettlesBoth() async throws {
        let (outcome, meter) = try await call([.seconds(60), .seconds(60)], cancelledAfter: .seconds(5))
        #expect(meter.base.announcements.count == 2)
        #expect(meter.base.settlements.map(\.outcome) == [.cancelled, .cancelled])
        #expect(meter.replaced.isEmpty)
        #expect(outcome.time == .seconds(5))
    }

    @Test func aTailIsLearntFromTheCallsOfTheRun() async throws {
        let clock = ManualClock()
        let hedging = Hedging(lambda: try #require(Lambda(0.9)), clock: clock)
        #expect(hedging.delay(for: Sample.model.id) == nil)
        for latency in Self.longTail { hedging.learn(latency, of: Sample.model.id) }
        #expect(hedging.delay(for: Sample.model.id) == .seconds(1))
        #expect(hedging.delay(for: ModelID(provider: "p", name: "other")) == nil)
    }

    /// Twice a thousand calls of random lengths and failures: every call that was announced is settled once, and
    /// nothing stays reserved.
    @Test(arguments: 1...20) func everyCallIsSettledOnce(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let pauses = (0..<2).map { _ in Duration.milliseconds(Int.random(in: 1...5000, using: &generator)) }
        let failing = Set((0..<2).filter { _ in Int.random(in: 0..<4, using: &generator) == 0 })
        let patience: Duration? =
            Bool.random(using: &generator) ? .milliseconds(Int.random(in: 1...6000, using: &generator)) : nil
        let (_, meter) = try await call(pauses, failing: failing, cancelledAfter: patience)
        let settled = meter.base.current.settlements.map(\.call).sorted()
        #expect(settled == (1...meter.base.announcements.count).map(CallID.init), "seed \(seed)")
        #expect(meter.base.current.budget.reserved == .zero, "seed \(seed)")
        #expect(meter.replaced.count <= 1)
    }
}

/// A meter that remembers which call replaced which.
final class ReplacingMeter: CallMeter {
    struct Replacement: Sendable, Hashable {
        let call: CallID
        let winner: CallID
    }

    let base: RecordingMeter
    private let replacements = Mutex<[Replacement]>([])

    init(limit: Money?) {
        base = RecordingMeter(limit: limit)
    }

    var replaced: [Replacement] { replacements.withLock { $0 } }

    func start(_ call: CallAnnouncement) throws(LimitReached) -> CallID { try base.start(call) }

    func firstToken(of call: CallID) { base.firstToken(of: call) }

    func settle(_ call: CallID, _ settlement: CallSettlement) { base.settle(call, settlement) }

    func replace(_ call: CallID, by winner: CallID) {
        replacements.withLock { $0.append(Replacement(call: call, winner: winner)) }
    }
}
