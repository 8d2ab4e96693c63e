import Planning
import PlanningTesting
import Testing

@testable import Commands

struct LimitGaugeTests {
    private func run(_ limits: Limits, dollars: Double = 0, tokens: Int = 0) -> RunSummary {
        let header = RunHeader.testing(limits: limits)
        var events = [RunEvent(run: header.run, sequence: 1, time: .zero, kind: .started(header))]
        let announcement = CallAnnouncement(model: "m", purpose: "action", reservation: nil)
        let settlement = CallSettlement(
            outcome: .finished, usage: Usage(output: tokens), cost: Money(dollars: dollars))
        for (index, kind) in [
            RunEvent.Kind.callStarted(
                .init(call: CallID(1), role: .verifier, position: 1, prefix: "", announcement: announcement)),
            .callSettled(.init(call: CallID(1), firstToken: nil, duration: .seconds(3), settlement: settlement)),
        ].enumerated() {
            events.append(RunEvent(run: header.run, sequence: index + 2, time: .seconds(index * 3), kind: kind))
        }
        return RunSummary(events)
    }

    @Test func theClosestLimitIsShown() {
        let limits = Limits(steps: 10, cost: Money(dollars: 1), tokens: 1000, time: .seconds(100))
        let gauge = LimitGauge(run(limits, dollars: 0.25, tokens: 900), elapsed: .seconds(50))
        #expect(gauge.closest == "▰▰▰▰▰▰▰▱ 90 % of 1,000 tokens")
        #expect(gauge.isClose)
        #expect(gauge.readings.map(\.part) == [0.9, 0.5, 0.25])
    }

    @Test func workIsToldApartFromTime() {
        let limits = Limits(steps: 10, time: .seconds(100), workingTime: .seconds(4))
        let gauge = LimitGauge(run(limits), elapsed: .seconds(50))
        #expect(gauge.closest == "▰▰▰▰▰▰▱▱ 75 % of 4 s of work")
    }

    @Test func theGaugeStaysInSightOnANarrowTerminal() {
        let run = run(Limits(steps: 10, cost: Money(dollars: 1)), dollars: 0.5)
        let line = RunView(paint: Paint(isOn: false), width: 44).figures(run, elapsed: .seconds(50))
        #expect(line.hasSuffix("▰▰▰▰▱▱▱▱ 50 % of $1.00"))
        #expect(line.columns <= 44)
    }

    @Test func nothingIsShownBeforeAFifthIsUsed() {
        #expect(LimitGauge(run(Limits(steps: 10, tokens: 100), tokens: 19), elapsed: .seconds(1)).closest == nil)
        #expect(LimitGauge(RunSummary(), elapsed: .seconds(1)).closest == nil)
        #expect(LimitGauge(run(Limits(steps: 10)), elapsed: .seconds(1)).closest == nil)
    }
}
