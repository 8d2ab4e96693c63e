import Planning
import PlanningTesting
import Speculation
import Strategies
import Testing

/// The verifier is shown kept drafts beside the run, which never waits for it.
struct AuditTests {
    private func strategy(auditEvery: Int = 1, depth: Int = 2) -> RSDStrategy {
        RSDStrategy(settings: .init(auditEvery: auditEvery), depth: depth)
    }

    /// Thinks that everything is good.
    private func blind(_ cast: GatedCast) -> ScriptedReward { cast.reward { _ in [0.9] } }

    @Test func auditsSayWhatTheVerifierWouldHaveDone() async {
        let cast = GatedCast(mistakes: [2, 5])
        let outcome = await cast.run(strategy(), rewards: blind(cast))
        #expect(outcome.numbers == [1, -2, 3, 4, -5, 6])
        #expect(cast.audits.map(\.position).sorted() == [1, 2, 3, 4, 5, 6])
        #expect(Set(cast.audits.filter { !$0.agrees }.map(\.position)) == [2, 5])
        #expect(cast.audits.first { $0.position == 2 }?.action == GatedCast.number(2))
        #expect(cast.keeping == [6, 6, 6, 2])
    }

    @Test func theRunTakesNoLongerForThem() async {
        let alone = GatedCast()
        _ = await alone.run(strategy(auditEvery: 0), rewards: blind(alone))
        let audited = GatedCast()
        _ = await audited.run(strategy(), rewards: blind(audited))
        #expect(audited.audits.count == 6)
        #expect(audited.summary.latency == alone.summary.latency)
        #expect(audited.log.events.last?.name == "finished")
    }

    @Test func whatTheVerifierTakesIsKnownFromThem() async {
        let cast = GatedCast()
        _ = await cast.run(strategy(), rewards: blind(cast))
        #expect(cast.summary.sequentialLatency == .seconds(24))
        #expect(cast.summary.sequentialCost == Money(nanodollars: 60))
    }

    @Test func auditsThatDoNotEndAreCutOffAndChangeNothing() async {
        let cast = GatedCast(verifierDelay: .seconds(3600))
        let outcome = await cast.run(strategy(), rewards: blind(cast))
        #expect(outcome.status == .finished)
        #expect(cast.summary.latency == .seconds(8))
        #expect(cast.audits.isEmpty)
        #expect(cast.summary.callCount(of: .verifier, ended: .cancelled) == 6)
        #expect(cast.summary.calls.allSatisfy { $0.standing != nil })
        #expect(cast.clock.now.offset(from: ManualClock().now) == .seconds(38))
    }

    /// Whether the limit ends the run or is reached after it.
    @Test(arguments: [(5, RunStatus.limit), (10, .finished)])
    func auditsEndWhenALimitOfTimeIsReached(seconds: Int, status: RunStatus) async {
        let cast = GatedCast(verifierDelay: .seconds(3600))
        let outcome = await cast.run(
            strategy(), rewards: blind(cast), limits: Limits(steps: 60, workingTime: .seconds(seconds)))
        #expect(outcome.status == status)
        #expect(cast.summary.callCount(of: .verifier, ended: .cancelled) > 0)
        #expect(cast.clock.now.offset(from: ManualClock().now) == .seconds(seconds))
    }

    @Test func auditsTakeNoMoneyThatTheRunNeeds() async {
        // Enough for the steps and for the verifier at the fifth, not for an audit beside it.
        let cast = GatedCast(mistakes: [5], verifierDelay: .seconds(30))
        let strategy = self.strategy(depth: 0)
        let limits = Limits(steps: 60, cost: Money(nanodollars: 38))
        let outcome = await cast.run(strategy, limits: limits)
        #expect((cast.summary.spend.total ?? .zero) <= Money(nanodollars: 38))
        #expect(outcome.numbers.prefix(4) == [1, 2, 3, 4])
        #expect(cast.summary.calls.allSatisfy { $0.settlement != nil && $0.standing != nil })
    }

    @Test func aVerifierThatFailsInAnAuditDoesNotFailTheRun() async {
        let cast = GatedCast()
        var crew = cast.crew
        crew.verifier = ScriptedAgent("verifier", on: cast.clock) { _ in throw BackendError(.serverFault, "down") }
        crew.rewards = blind(cast)
        let (start, strategy, all) = (RunStart(header: .testing()), strategy(), crew)
        let outcome = await inVirtualTime(on: cast.clock) { await strategy.run(start, with: all) }
        #expect(outcome.status == .finished)
        #expect(cast.audits.isEmpty)
        #expect(cast.summary.calls.filter { $0.role == .verifier }.allSatisfy { $0.standing == .failed })
    }

    @Test(arguments: [1, 2, 3, 8]) func oneOfEveryFewPositionsIsAudited(every: Int) async {
        let cast = GatedCast(steps: 24)
        _ = await cast.run(strategy(auditEvery: every), rewards: blind(cast), seed: 11)
        #expect(cast.audits.count == 24 / every)
        let blocks = cast.audits.map { ($0.position - 1) / every }
        #expect(Set(blocks).count == 24 / every)
    }
}

extension ManualClock.Instant {
    fileprivate func offset(from other: ManualClock.Instant) -> Duration { other.duration(to: self) }
}
