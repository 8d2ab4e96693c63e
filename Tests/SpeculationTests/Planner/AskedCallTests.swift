import Planning
import PlanningTesting
import Testing

@testable import Speculation

/// Calls that were cut off, and whose provider is asked what they were charged.
struct AskedCallTests {
    private let log = EventLog()
    private let estimate = CallSettlement(
        outcome: .cancelled, usage: Usage(output: 5, provenance: .estimated), cost: Money(nanodollars: 500))
    private let exact = CallSettlement(
        outcome: .cancelled, usage: Usage(output: 7, provenance: .reported), cost: Money(nanodollars: 700))

    private func meter(limit: Money? = nil) throws -> RunMeter {
        var header = RunHeader.testing()
        header.limits.cost = limit
        return RunMeter(
            recorder: Recorder(run: header.run, sink: log, stopwatch: Stopwatch(ContinuousClock()), next: 1),
            RunStart(header: header))
    }

    private func start(_ meter: RunMeter, reserving amount: Int64 = 1000) throws -> CallID {
        try meter.start(
            CallAnnouncement(model: "openrouter/x", purpose: "action", reservation: Money(nanodollars: amount)),
            role: .drafter, position: 1, prefix: 0)
    }

    private var settlements: [CallSettlement] {
        log.events.compactMap { if case .callSettled(let call) = $0.kind { call.settlement } else { nil } }
    }

    private let patient = Patience(limit: .seconds(3600), on: ContinuousClock())
    private let impatient = Patience(limit: .zero, on: ContinuousClock())

    @Test func whatTheProviderSaysIsWhatIsRecorded() async throws {
        let meter = try meter()
        let call = try start(meter)
        let answer = AsyncStream<CallSettlement>.makeStream()
        #expect(
            meter.settle(
                call, estimate,
                unless: {
                    for await settlement in answer.stream { return settlement }
                    return nil
                }) != nil)
        #expect(settlements.isEmpty, "it is not known yet")
        #expect(!meter.hasReservations, "and money is kept by the estimate")
        answer.continuation.yield(exact)
        await meter.settleAsked(within: patient)
        #expect(settlements == [exact])
        // A second settlement changes nothing.
        #expect(meter.settle(call, estimate) == nil)
        #expect(settlements == [exact])
    }

    /// Until the answer is recorded, whoever reads the record would take the call for one that works.
    @Test func aCallThatWasCutOffWorksNoMore() async throws {
        let meter = try meter()
        let call = try start(meter)
        let exact = exact
        _ = meter.settle(call, estimate, unless: { exact })
        #expect(log.events.map(\.name).prefix(2) == ["call-started", "call-waiting"])
        await meter.settleAsked(within: patient)
        #expect(meter.settle(call, estimate, unless: { exact }) == nil)
        #expect(log.events.map(\.name) == ["call-started", "call-waiting", "call-settled"])
    }

    @Test func whoeverDoesNotAnswerInTimeLeavesTheEstimate() async throws {
        let meter = try meter()
        let call = try start(meter)
        _ = meter.settle(
            call, estimate,
            unless: {
                // Ends when it is cancelled, and not before.
                for await _ in AsyncStream<Void>.makeStream().stream {}
                return nil
            })
        await meter.settleAsked(within: impatient)
        #expect(settlements == [estimate])
    }

    @Test func theBudgetKnowsTheEstimateFirstAndTheTruthThen() async throws {
        let meter = try meter(limit: Money(nanodollars: 1200))
        let call = try start(meter)
        let answer = AsyncStream<CallSettlement>.makeStream()
        let exact = exact
        _ = meter.settle(
            call, estimate,
            unless: {
                for await _ in answer.stream { break }
                return exact
            })
        // 500 are gone, and then 700: of 1200, 700 can be set aside before, and no more than 500 after.
        _ = meter.settle(try start(meter, reserving: 700), CallSettlement(outcome: .failed, usage: .zero, cost: .zero))
        answer.continuation.yield(exact)
        await meter.settleAsked(within: patient)
        #expect(throws: LimitReached.self) { try start(meter, reserving: 501) }
        _ = try start(meter, reserving: 500)
    }

    @Test func aRunWithoutSuchCallsWaitsForNobody() async throws {
        await (try meter()).settleAsked(within: patient)
        #expect(settlements.isEmpty)
    }
}
