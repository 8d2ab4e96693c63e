import Planning
import Testing

struct AccountTests {
    /// A run of λ = 0.7 in which each step is drafted in 50 ms and verified in 200 ms, and carried out in 10 ms.
    private func run(
        _ verdicts: [Bool], taking latency: Duration, cost: Int64? = 100, drafting: Int64? = 10
    ) -> RunRecording {
        var run = RunRecording()
        for (index, agrees) in verdicts.enumerated() {
            let position = index + 1
            let (draft, judge) = (CallID(2 * position), CallID(2 * position - 1))
            run.start(judge.number, .verifier, at: position)
            run.start(draft.number, .drafter, at: position)
            run.settle(draft.number, cost: drafting)
            run.append(
                .drafted(
                    .init(position: position, action: Action(tool: "a"), thought: nil, confidence: nil, calls: [draft]))
            )
            run.settle(judge.number, cost: cost)
            run.append(
                .judged(
                    .init(position: position, action: Action(tool: "a"), thought: nil, agrees: agrees, calls: [judge])))
            run.resolve(judge.number, .useful)
            run.resolve(draft.number, agrees ? .useful : .mismatched)
            run.commit(position, "a", source: agrees ? .drafted : .verifier, cost: cost)
        }
        run.wait(latency)
        run.finish()
        return run
    }

    @Test func aRunIsJudgedAgainstTheVerifierAloneAndTheOracle() throws {
        let account = try #require(run([true, true, false, true], taking: .milliseconds(420)).summary.account)
        #expect(account.basis == .dollars)
        #expect(abs(account.objective - (0.7 * 420 / 840 + 0.3 * 440 / 400)) < 1e-9)
        // Drafts of 50 ms that are right are followed by 10 ms of carrying out; a wrong one costs 210 ms. The
        // last step can be carried out before its verdict.
        let oracle = 0.7 * (60 + 60 + 210 + 200) / 840 + 0.3 * 420 / 400
        #expect(abs(try #require(account.oracle) - oracle) < 1e-9)
        #expect(account.timeSaved == .milliseconds(420))
        #expect(account.extraCost == Money(nanodollars: 40))
        let efficiency = try #require(account.efficiency)
        #expect(abs(efficiency - (1 - account.objective) / (1 - oracle)) < 1e-9)
    }

    @Test func unknownPricesAreReplacedByTokensAndSaySo() throws {
        let account = try #require(run([true, false], taking: .milliseconds(420), cost: nil).summary.account)
        #expect(account.basis == .tokens)
        #expect(account.extraCost == nil)
        #expect(abs(account.objective - (0.7 + 0.3 * 2)) < 1e-9)
    }

    @Test func whereAllIsFreeRidingAheadCostsNothing() throws {
        let account = try #require(run([true, true], taking: .milliseconds(210), cost: 0, drafting: 0).summary.account)
        #expect(account.basis == .dollars)
        #expect(abs(account.objective - (0.7 * 0.5 + 0.3)) < 1e-9)
        #expect(account.extraCost == .zero)
    }

    @Test func whereNeitherPriceNorTokensAreKnownOnlyTimeCounts() throws {
        var run = RunRecording()
        run.commit(1, "a", cost: nil)
        run.wait(.milliseconds(105))
        run.finish()
        let account = try #require(run.summary.account)
        #expect(account.basis == .time)
        #expect(account.objective == 0.5)
    }

    @Test func withoutAJudgedDraftThereIsNoOracle() throws {
        var run = RunRecording()
        run.commit(1, "a")
        run.wait(.milliseconds(210))
        run.finish()
        let account = try #require(run.summary.account)
        #expect(account.oracle == nil && account.efficiency == nil)
    }

    @Test func withNothingToCompareWithThereIsNoAccount() {
        var alone = RunRecording(verifier: nil)
        alone.commit(1, "a")
        #expect(alone.summary.account == nil)
        #expect(RunRecording().summary.account == nil)
        #expect(RunSummary().account == nil)
    }

    @Test func draftsOnAWrongPrefixTellTheOracleNothing() throws {
        var run = RunRecording()
        run.draft(1, "a")
        run.draft(2, "b")
        run.judge(1, "z", agrees: false)
        run.commit(1, "z", source: .verifier)
        run.judge(2, "y", agrees: nil)
        run.commit(2, "y", source: .verifier)
        #expect(run.summary.steps.map { $0.draft?.isRight } == [false, nil])
    }

    @Test func callsThatSettleAfterTheEndDoNotLengthenTheRun() {
        var run = RunRecording()
        run.start(1, .verifier, at: 1)
        run.wait(.seconds(1))
        run.commit(1, "a")
        let end = RunEvent(
            run: RunRecording.run, sequence: 99, time: .seconds(1), kind: .finished(.init(status: .finished)))
        run.wait(.seconds(30))
        run.settle(1, .cancelled, provenance: .estimated)
        #expect(RunSummary(run.events + [end]).latency == .seconds(1))
    }

    @Test func aRecalledDraftSavesWhatAModelWouldHaveTaken() throws {
        var run = RunRecording()
        func recall(_ number: Int, _ purpose: String) {
            run.append(
                .callStarted(
                    .init(
                        call: CallID(number), role: .drafter, position: number, prefix: "0",
                        announcement: .init(model: CallAnnouncement.memory, purpose: purpose, reservation: .zero))))
            run.settle(number, cost: 0)
        }
        recall(1, CallAnnouncement.recall)
        recall(2, CallAnnouncement.recall)
        recall(3, CallAnnouncement.recallMiss)
        run.resolve(1, .useful)
        run.resolve(2, .mismatched)
        #expect(run.summary.recall?.savedTime == nil)
        run.start(4, .drafter, at: 3)
        run.settle(4, cost: 30)
        let figures = try #require(run.summary.recall)
        #expect([figures.hits, figures.misses, figures.judged, figures.right] == [2, 1, 2, 1])
        #expect(figures.savedTime == .milliseconds(100))
        #expect(figures.savedCost == Money(nanodollars: 60))
        #expect(RunRecording().summary.recall == nil)
    }
}
