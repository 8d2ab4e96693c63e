import Planning
import Testing

struct RunSummaryTests {
    /// The first call works for 10 s, waits for 20 s and works for 5 s; the second one works in 10 s of that wait.
    @Test func aCallThatWaitsDoesNotWorkUnlessAnotherOneDoes() {
        var run = RunRecording()
        func end(_ call: Int, after duration: Duration) {
            run.append(
                .callSettled(
                    .init(
                        call: CallID(call), firstToken: nil, duration: duration,
                        settlement: CallSettlement(outcome: .finished, usage: .zero, cost: nil))))
        }
        run.start(1, .verifier, at: 1)
        run.wait(.seconds(10))
        run.append(.callWaiting(.init(call: CallID(1), isWaiting: true)))
        run.wait(.seconds(5))
        #expect(RunSummary(run.events).workingTime == .seconds(10))
        run.start(2, .drafter, at: 1)
        run.wait(.seconds(10))
        end(2, after: .seconds(10))
        run.wait(.seconds(5))
        run.append(.callWaiting(.init(call: CallID(1), isWaiting: false)))
        #expect(RunSummary(run.events).workingTime == .seconds(20))
        run.wait(.seconds(5))
        end(1, after: .seconds(35))
        #expect(RunSummary(run.events).workingTime == .seconds(25))
    }

    @Test func aFinishedRunTellsEverything() {
        var run = RunRecording()
        run.start(1, .verifier, at: 1)
        run.start(2, .drafter, at: 1)
        run.wait(.milliseconds(40))
        run.settle(2, cost: 10)
        run.draft(1, "pick")
        run.wait(.milliseconds(60))
        run.settle(1, cost: 100)
        run.judge(1, "pick", agrees: true)
        run.commit(1, "pick")
        run.resolve(1, .useful)
        run.resolve(2, .useful)
        run.finish(answer: "all done")

        let summary = run.summary
        #expect(summary.status == .finished)
        #expect(summary.answer == "all done")
        #expect(summary.latency == .milliseconds(100))
        #expect(
            summary.trajectory == Trajectory([Step(action: Action(tool: "pick"), observation: Observation("done"))]))
        #expect(summary.steps.map(\.source) == [.drafted])
        #expect(summary.spend == Spend(known: Money(nanodollars: 110)))
        #expect(summary.waste == .zero)
        #expect(summary.usage() == Usage(freshInput: 20, output: 6, provenance: .counted))
        #expect(summary.usage(of: .drafter).output == 3)
        #expect(summary.acceptance == 1)
        #expect(summary.sequentialLatency == .milliseconds(210))
        #expect(summary.sequentialCost == Money(nanodollars: 100))
        #expect(summary.callCount(of: .drafter) == 1)
        #expect(summary.callCount(ended: .finished) == 2)
        #expect(summary.openCalls == 0)
        #expect(summary.lastSequence == run.events.count)
    }

    @Test func anUnknownCostIsUnknownAndNeverZero() {
        var run = RunRecording()
        run.start(1, .verifier, at: 1)
        run.settle(1, cost: nil)
        run.start(2, .drafter, at: 1)
        run.settle(2, cost: 10)
        run.commit(1, "pick", cost: nil)

        #expect(run.summary.spend == Spend(known: Money(nanodollars: 10), unpriced: 1))
        #expect(run.summary.spend.total == nil)
        #expect(run.summary.sequentialCost == nil)
    }

    @Test func whatWasCutOffIsEstimatedAndWastedByReason() {
        var run = RunRecording()
        run.start(1, .verifier, at: 2)
        run.start(2, .drafter, at: 2)
        run.start(3, .drafter, at: 3)
        run.cancel(2, .verification, .wrongPrefix)
        run.resolve(1, .wrongPrefix)
        run.settle(1, .cancelled, cost: 70, provenance: .estimated)
        run.settle(2, cost: 5)
        run.resolve(2, .mismatched)
        run.settle(3, .failed, cost: 1)
        run.cancel(3, .draft, .wrongPrefix)
        run.resolve(3, .failed)

        let summary = run.summary
        #expect(summary.spend == Spend(known: Money(nanodollars: 76), estimated: Money(nanodollars: 70)))
        #expect(summary.waste.known == Money(nanodollars: 76))
        #expect(
            summary.wasteByStanding.mapValues(\.known.nanodollars) == [.wrongPrefix: 70, .mismatched: 5, .failed: 1])
        #expect(summary.callCount(of: .verifier, ended: .cancelled) == 1)
        #expect(summary.calls.map(\.cancelReason) == [.wrongPrefix, nil, nil])
    }

    @Test func acceptanceCountsOnlyVerdictsThatHadADraft() {
        var run = RunRecording()
        #expect(run.summary.acceptance == nil)
        run.judge(1, "a", agrees: nil)
        run.judge(2, "b", agrees: true)
        run.judge(3, "c", agrees: false)
        #expect(run.summary.compared == 2)
        #expect(run.summary.acceptance == 0.5)
    }

    @Test func aLiveViewSeesWhatIsDraftedAndVerified() throws {
        var run = RunRecording()
        run.start(1, .verifier, at: 1)
        run.start(2, .drafter, at: 1)
        run.draft(1, "a")
        run.start(3, .drafter, at: 2)
        run.start(4, .verifier, at: 2)

        var ahead = run.summary.ahead
        #expect(ahead.map(\.position) == [1, 2])
        #expect(ahead[0].draft == Action(tool: "a"))
        #expect(ahead[0].isBeingVerified && !ahead[0].isDrafting)
        #expect(ahead[1].isBeingVerified && ahead[1].isDrafting)

        run.judge(2, "b", agrees: nil)
        run.cancel(2, .draft, .overtaken)
        ahead = run.summary.ahead
        #expect(ahead[1].decision == Action(tool: "b"))
        #expect(!ahead[1].isDrafting)

        run.judge(1, "z", agrees: false)
        #expect(run.summary.ahead.map(\.position) == [1])
        run.commit(1, "z", source: .verifier)
        #expect(run.summary.ahead.isEmpty)
    }

    @Test func aFailedDraftLeavesNothingBehind() {
        var run = RunRecording()
        run.start(1, .drafter, at: 1)
        run.append(.faulted(.init(position: 1, work: .draft, message: "503")))
        #expect(run.summary.ahead.isEmpty)
    }

    @Test func aKilledRunStandsAsRunning() {
        var run = RunRecording()
        run.start(1, .verifier, at: 1)
        #expect(run.summary.status == .running)
        #expect(run.summary.openCalls == 1)
        #expect(run.summary.spend == .zero)
    }

    @Test func resumingSettlesWhatTheDeadProcessLeftOpen() {
        var run = RunRecording()
        run.start(1, .verifier, at: 1)
        run.settle(1)
        run.judge(1, "a", agrees: true)
        run.commit(1, "a")
        run.start(2, .verifier, at: 2, reserving: 900)
        run.start(3, .drafter, at: 2, reserving: nil)
        run.start(4, .drafter, at: 2)
        run.settle(4, cost: 3)
        run.draft(2, "b")
        run.resume(keeping: 1)

        let summary = run.summary
        #expect(summary.resumptions == 1)
        #expect(summary.ahead.isEmpty)
        #expect(summary.openCalls == 0)
        #expect(summary.calls.map(\.standing) == [.useful, .unused, .unused, .unused])
        #expect(summary.calls.map { $0.settlement?.outcome } == [.finished, .cancelled, .cancelled, .finished])
        #expect(
            summary.spend == Spend(known: .init(nanodollars: 1003), estimated: .init(nanodollars: 900), unpriced: 1))
    }

    @Test func resumingDropsStepsThatWereNotKeptAndReopensTheRun() {
        var run = RunRecording()
        run.commit(1, "a")
        run.commit(2, "b")
        run.append(
            .finished(.init(status: .limit, limit: LimitReached(kind: .steps, used: "2", allowed: "2"), error: "x")))
        #expect(run.summary.limit?.kind == .steps)
        run.resume(keeping: 1)
        #expect(run.summary.steps.count == 1)
        #expect(run.summary.status == .running)
        #expect(run.summary.limit == nil && run.summary.error == nil)
        run.commit(2, "c")
        run.finish()
        #expect(run.summary.trajectory.steps.map(\.action.tool) == ["a", "c"])
    }

    @Test func repeatedAndUnknownCallsChangeNothing() {
        var run = RunRecording()
        run.start(1, .verifier, at: 1)
        run.settle(1, cost: 100)
        let before = run.summary
        run.settle(1, cost: 999)
        run.settle(8, cost: 999)
        run.resolve(8, .useful)
        run.start(1, .drafter, at: 5)
        #expect(run.summary.calls == before.calls)
    }

    @Test func withoutAVerifierThereIsNothingToCompareWith() {
        var run = RunRecording(verifier: nil)
        run.commit(1, "a")
        #expect(run.summary.sequentialLatency == nil)
        #expect(run.summary.sequentialCost == nil)
    }
}
