import Planning
import PlanningTesting
import Speculation
import Strategies

/// A verifier that counts, a drafter that is wrong at some steps, and a reward model that can tell, all on a
/// clock that is advanced by hand.
struct GatedCast: Sendable {
    let clock = ManualClock()
    let log = EventLog()
    var steps = 6
    var mistakes: Set<Int> = []
    var verifierDelay = Duration.seconds(4)
    var drafterDelay = Duration.seconds(1)
    var environment: any Environment = PlanOnlyEnvironment()
    var draft: (@Sendable (ProposalRequest) throws -> Action)?

    static func number(_ number: Int, ends: Bool = false) -> Action {
        Action(tool: "say", arguments: ["number": .integer(Int64(number))], answer: ends ? "done" : nil)
    }

    var crew: Crew {
        let (steps, mistakes, draft) = (steps, mistakes, draft)
        let verifier = ScriptedAgent(
            "verifier", delay: verifierDelay, on: clock, cost: Money(nanodollars: 10)
        ) { request in
            let next = request.trajectory.count + 1
            return Self.number(next, ends: next >= steps)
        }
        let drafter = ScriptedAgent(
            "drafter", delay: drafterDelay, on: clock, cost: Money(nanodollars: 1)
        ) { request in
            if let draft { return try draft(request) }
            let next = request.trajectory.count + 1
            return Self.number(mistakes.contains(next) ? -next : next, ends: next >= steps)
        }
        return Crew(drafter: drafter, verifier: verifier, environment: environment, sink: log, clock: clock)
    }

    /// Scores what is right with 0.9 and what is wrong with 0.1, after two seconds.
    func reward(
        delay: Duration = .seconds(2), _ score: @escaping @Sendable (RewardRequest) throws -> [Double] = Self.truth
    ) -> ScriptedReward {
        ScriptedReward(delay: delay, on: clock, cost: Money(nanodollars: 2), answer: score)
    }

    static func truth(_ request: RewardRequest) -> [Double] {
        request.candidates.map { ($0.action.arguments["number"]?.integer ?? 0) > 0 ? 0.9 : 0.1 }
    }

    /// - Parameter rewards: who scores; nil for ``reward(delay:_:)``.
    func run(
        _ strategy: some Strategy, rewards: (any RewardModel)? = nil, limits: Limits = Limits(steps: 60),
        seed: UInt64 = 1
    ) async -> RunOutcome {
        var header = RunHeader.testing(limits: limits, seed: seed)
        header.guarantee = .lossy
        let start = RunStart(header: header)
        var crew = crew
        crew.rewards = rewards ?? reward()
        let all = crew
        return await inVirtualTime(on: clock) { await strategy.run(start, with: all) }
    }

    var summary: RunSummary { RunSummary(log.events) }

    /// Drafts, those that were kept, those of them that were audited, and those that differed.
    var keeping: [Int] {
        summary.keeping.map { [$0.drafts, $0.kept, $0.audited, $0.differing] } ?? []
    }

    var scores: [RunEvent.Scored] {
        log.events.compactMap { if case .scored(let scored) = $0.kind { scored } else { nil } }
    }

    var audits: [RunEvent.Audited] {
        log.events.compactMap { if case .audited(let audited) = $0.kind { audited } else { nil } }
    }
}

extension RunOutcome {
    /// What was said, step by step.
    var numbers: [Int64] { trajectory.steps.compactMap { $0.action.arguments["number"]?.integer } }
}
