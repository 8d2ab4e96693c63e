import Planning
import Speculation

/// What all strategies that draft whole thoughts do: several ways to the end of the task are drafted at the same time, one
/// of them is chosen and committed, or else the verifier goes its own way.
///
/// A step that may not be tried before it is decided ends every draft. It is then the verifier who says what is
/// done there, whatever was drafted, and drafting goes on behind it.
struct Deliberation: Sendable {
    /// What became of a round's drafts.
    enum Decision: Sendable {
        /// This one is committed.
        case take(Rollout)
        /// The verifier goes its own way, and is told something.
        case think(guidance: String?)
    }

    let crew: Crew
    let settings: DraftingSettings
    /// How many ways are drafted.
    let count: Int
    /// When enough of them are there.
    let rule: DraftWatch.Rule
    /// Whether the verifier goes its own way from the beginning, until a draft is chosen.
    var races = false
    /// Chooses among drafts, of which there is at least one.
    let decide: @Sendable (StrategyRun, Drafts) async throws -> Decision

    /// Conducts a run.
    func conduct(_ start: RunStart) async -> RunOutcome {
        await StrategyRun.conduct(start, environment: crew.environment, sink: crew.sink, clock: crew.clock) { run in
            while !run.isOver, run.stepsLeft > 0 { try await round(of: run) }
        }
    }

    private func round(of run: StrategyRun) async throws {
        let start = run.trajectory
        switch try await outcome(of: run) {
        case .decided(.take(let rollout), let drafts):
            try await run.commit(rollout.steps)
            if case .untriable = rollout.end {
                try await step(of: run, guidance: nil, drafted: drafts.step(after: run.trajectory, since: start))
            }
        case .decided(.think(let guidance), let drafts):
            while !run.isOver, run.stepsLeft > 0 {
                try await step(
                    of: run, guidance: guidance, drafted: drafts.step(after: run.trajectory, since: start))
            }
        case .own(let rollout):
            try await run.commit(rollout.steps)
            if case .untriable(let step) = rollout.end { try await run.commit(step) }
        case .ownFailed(let error): throw error
        }
    }

    /// Has the verifier take one step. Where it answers the same and sooner when it knows what was drafted, it is told.
    private func step(of run: StrategyRun, guidance: String?, drafted: Action?) async throws {
        var request = run.request(after: run.trajectory, guidance: guidance)
        if crew.verifier.checksDrafts { request = request.told(of: drafted) }
        let asked = try await run.ask(crew.verifier, as: .verifier, request)
        try await run.commit(ChosenStep(asked))
    }

    private enum Outcome: Sendable {
        case decided(Decision, Drafts)
        case own(Rollout)
        case ownFailed(any Error)
    }

    /// Drafts and decides; and, where that is a race, has the verifier go its own way meanwhile.
    private func outcome(of run: StrategyRun) async throws -> Outcome {
        let start = run.trajectory
        guard races else { return try await decision(in: run, after: start) }
        return try await withThrowingTaskGroup(of: Outcome.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await decision(in: run, after: start) }
            group.addTask {
                do {
                    return .own(
                        try await RolloutWalk(run: run, agent: crew.verifier, role: .verifier, start: start).rollout())
                } catch { return .ownFailed(error) }
            }
            var other: Outcome?
            while let outcome = try await group.next() {
                switch outcome {
                case .decided(.take, _): return outcome
                case .own:
                    if other == nil {
                        run.record(
                            RunEvent.Selected(
                                options: [], chosen: nil,
                                reason: "the verifier's own answer was there before a draft was chosen"))
                    }
                    return outcome
                case .decided(.think, _), .ownFailed:
                    // Either the verifier's own way still goes on, or a draft can still be chosen.
                    guard let other else {
                        other = outcome
                        continue
                    }
                    if case .ownFailed = other { return other }
                    return outcome
                }
            }
            throw CancellationError()
        }
    }

    private func decision(in run: StrategyRun, after start: Trajectory) async throws -> Outcome {
        let drafts = try await drafts(in: run, after: start)
        guard !drafts.rollouts.isEmpty else {
            run.record(RunEvent.Selected(options: [], chosen: nil, reason: drafts.failure))
            return .decided(.think(guidance: nil), drafts)
        }
        return .decided(try await decide(run, drafts), drafts)
    }
}

// MARK: - Drafting

extension Deliberation {
    private enum Arrival: Sendable {
        case draft(Int, Result<Rollout, any Error>)
        case time
    }

    private func drafts(in run: StrategyRun, after start: Trajectory) async throws -> Drafts {
        try await withThrowingTaskGroup(of: Arrival.self) { group in
            defer { group.cancelAll() }
            for number in 0..<count {
                group.addTask { .draft(number, await Result { try await draft(number, in: run, after: start) }) }
            }
            let began = run.elapsed
            var watch = DraftWatch(count: count, rule: rule)
            var drafts = Drafts(count: count)
            var limit: LimitReached?
            var isTimed = false
            while let arrival = try await group.next() {
                switch arrival {
                case .draft(let number, .success(let rollout)) where rollout.isUsable:
                    watch.answered(rollout.answer, by: number, at: run.elapsed - began)
                    drafts.rollouts.append(rollout)
                    drafts.groups = watch.groups
                    if let best = drafts.shortlist.first(where: \.isFinished) { run.keepBest(best.steps) }
                case .draft(_, .success(let rollout)):
                    watch.failed()
                    drafts.failures.append(Self.words(for: rollout.end))
                case .draft(_, .failure(let error)):
                    try Task.checkCancellation()
                    watch.failed()
                    drafts.failures.append("\(error)")
                    limit = error as? LimitReached ?? limit
                case .time: isTimed = false
                }
                switch watch.verdict(at: run.elapsed - began) {
                case .enough(let reason):
                    // Without money for a draft there is none for the verifier either.
                    if let limit, drafts.rollouts.isEmpty { throw limit }
                    drafts.reason = reason
                    return drafts
                case .wait(until: let time?) where !isTimed:
                    isTimed = true
                    group.addTask {
                        try? await crew.clock.sleep(for: time - (run.elapsed - began))
                        return .time
                    }
                case .wait: break
                }
            }
            throw CancellationError()
        }
    }

    private func draft(_ number: Int, in run: StrategyRun, after start: Trajectory) async throws -> Rollout {
        try await RolloutWalk(
            run: run, agent: crew.drafter, role: .drafter, start: start, number: number, count: count,
            temperature: number == 0 ? nil : settings.temperature, guidance: settings.guidance(forDraft: number)
        ).rollout()
    }

    private static func words(for end: Rollout.End) -> String {
        switch end {
        case .finished, .untriable: ""
        case .refused: "a draft ended short of the goal"
        case .circling: "a draft went round in a circle"
        case .tooLong: "a draft was as long as a run may be"
        }
    }
}
