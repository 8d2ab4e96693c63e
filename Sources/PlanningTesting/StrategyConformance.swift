public import Planning
import Speculation
public import Strategies

/// What every strategy has to keep, whatever it makes of drafter and verifier.
///
/// A test calls ``violations(_:)`` and expects nothing back; each violation says in which scenario which rule
/// was broken. All of it happens in virtual time.
public struct StrategyConformance: Sendable {
    private let cast: Cast

    /// All rules, for a verifier that counts to `steps` and a drafter that is wrong at some of them.
    public init(steps: Int = 6, mistakes: Set<Int> = [2, 5]) {
        cast = Cast(steps: steps, mistakes: mistakes)
    }

    /// The rules that a strategy breaks, in plain words; none for one that may be used.
    /// - Parameter rewards: makes the crew's reward model for a run on the clock that it is given; by default
    ///   one that can tell right from wrong.
    public func violations<Chosen: Strategy>(
        of strategy: Chosen, scoredBy rewards: @Sendable (ManualClock) -> any RewardModel = { Cast.judge(on: $0) }
    ) async -> [String] {
        var violations: [String] = []
        for scenario in Scenario.all {
            let clock = ManualClock()
            let header = scenario.header(name: Chosen.name, guarantee: Chosen.guarantee)
            let (outcome, events) = await run(
                strategy, rewards(clock), RunStart(header: header), scenario, on: clock)
            var broken = RunRules(events, outcome, of: header).violations
            if !scenario.endings.contains(outcome.status) { broken.append("it ended as \(outcome.status)") }
            if scenario.interruption != nil, outcome.status == .interrupted {
                let clock = ManualClock()
                broken += await resumed(strategy, rewards(clock), after: events, header, on: clock)
            }
            violations += broken.map { "\(Chosen.name), \(scenario.name): \($0)" }
        }
        return violations
    }

    /// A run that was interrupted goes on where it stood, and comes to its end.
    private func resumed(
        _ strategy: some Strategy, _ rewards: any RewardModel, after events: [RunEvent], _ header: RunHeader,
        on clock: ManualClock
    ) async -> [String] {
        let past = RunSummary(events)
        let resumption = RunStart.Resumption(
            trajectory: past.trajectory, unfinished: UnfinishedStep(after: events), spent: past.spend.known,
            elapsed: past.latency, nextSequence: past.lastSequence + 1, nextCall: past.calls.count + 1, resumedAt: 0)
        let (outcome, rest) = await run(
            strategy, rewards, RunStart(header: header, resumption: resumption), Scenario("resumed"), on: clock)
        var broken = RunRules(events + rest, outcome, of: header).violations
        if outcome.status != .finished { broken.append("it ended as \(outcome.status)") }
        if Array(outcome.trajectory.steps.prefix(past.steps.count)) != past.trajectory.steps {
            broken.append("it did not keep the steps that were there")
        }
        return broken.map { "resumed: \($0)" }
    }

    private func run(
        _ strategy: some Strategy, _ rewards: any RewardModel, _ start: RunStart, _ scenario: Scenario,
        on clock: ManualClock
    ) async -> (RunOutcome, [RunEvent]) {
        let log = EventLog()
        let crew = Crew(
            drafter: cast.drafter(failing: scenario.drafterFails, on: clock),
            verifier: cast.verifier(failing: scenario.verifierFails, on: clock), rewards: rewards,
            environment: PlanOnlyEnvironment(), sink: log, clock: clock)
        let outcome = await inVirtualTime(on: clock) {
            await interrupting(after: scenario.interruption, on: clock) { await strategy.run(start, with: crew) }
                ?? RunOutcome(status: .failed, trajectory: Trajectory(), answer: nil, error: nil)
        }
        return (outcome, log.events)
    }
}

// MARK: - Who plays, and what happens

extension StrategyConformance {
    /// Who plays.
    public struct Cast: Sendable {
        let steps: Int
        let mistakes: Set<Int>

        func verifier(failing: Bool, on clock: ManualClock) -> ScriptedAgent {
            ScriptedAgent("verifier", delay: .seconds(4), on: clock, cost: Money(nanodollars: 10)) { request in
                if failing { throw BackendError(.serverFault, "the verifier is down") }
                return step(after: request, isRight: true)
            }
        }

        func drafter(failing: Bool, on clock: ManualClock) -> ScriptedAgent {
            ScriptedAgent("drafter", delay: .seconds(1), on: clock, cost: Money(nanodollars: 1)) { request in
                if failing { throw BackendError(.serverFault, "the drafter is down") }
                return step(after: request, isRight: !mistakes.contains(request.trajectory.count + 1))
            }
        }

        /// Thinks much of positive numbers and little of negative ones.
        public static func judge(on clock: ManualClock) -> any RewardModel {
            ScriptedReward(delay: .seconds(2), on: clock, cost: Money(nanodollars: 1)) { request in
                request.candidates.map { ($0.action.arguments["number"]?.integer ?? 0) > 0 ? 0.9 : 0.1 }
            }
        }

        private func step(after request: ProposalRequest, isRight: Bool) -> Action {
            let next = request.trajectory.count + 1
            return Action(
                tool: "say", arguments: ["number": .integer(Int64(isRight ? next : -next))],
                answer: next >= steps ? "done" : nil)
        }
    }

    private struct Scenario: Sendable {
        var name: String
        var limits = Limits(steps: 20)
        var interruption: Duration?
        var drafterFails = false
        var verifierFails = false
        /// How the run may end.
        var endings: Set<RunStatus> = [.finished]

        init(_ name: String) {
            self.name = name
        }

        func header(name: String, guarantee: Guarantee) -> RunHeader {
            var header = RunHeader.testing(limits: limits)
            header.strategy = name
            header.guarantee = guarantee
            return header
        }

        static var all: [Scenario] {
            var all = [Scenario("undisturbed")]
            for nanodollars in [Int64(0), 5, 12, 25, 44] {
                var scenario = Scenario("with \(nanodollars) nanodollars")
                scenario.limits = Limits(steps: 20, cost: Money(nanodollars: nanodollars))
                scenario.endings = [.finished, .limit]
                all.append(scenario)
            }
            for seconds in [1, 3, 9, 13] {
                var scenario = Scenario("with \(seconds) seconds")
                scenario.limits = Limits(steps: 20, time: .seconds(seconds))
                scenario.endings = [.finished, .limit]
                all.append(scenario)
                scenario = Scenario("interrupted after \(seconds) seconds")
                scenario.interruption = .milliseconds(seconds * 1000 + 500)
                scenario.endings = [.finished, .interrupted]
                all.append(scenario)
            }
            for steps in [1, 3] {
                var scenario = Scenario("with \(steps) steps")
                scenario.limits = Limits(steps: steps)
                scenario.endings = [.finished, .limit]
                all.append(scenario)
            }
            var scenario = Scenario("with a drafter that fails")
            scenario.drafterFails = true
            scenario.endings = [.finished, .failed]
            all.append(scenario)
            scenario.name = "with nobody who answers"
            scenario.verifierFails = true
            scenario.endings = [.failed]
            all.append(scenario)
            return all
        }
    }
}
