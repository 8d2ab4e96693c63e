import Planning
import Speculation

/// Asks, tries and scores for a search. It decides nothing.
struct SearchScout: Sendable {
    let run: StrategyRun
    let crew: Crew
    let settings: SearchSettings
    let rewards: any RewardModel

    /// A candidate, and all that is known of it.
    struct Sighting: Sendable {
        var candidate: SearchCandidate
        var proposal: Proposal
        var step: ChosenStep
        /// What stands in its way, or in the way of its score.
        var trouble: String?
        /// That it cannot be tried before it is decided on.
        var untriable: StrategyError?
    }

    /// What was seen at a state.
    struct View: Sendable {
        var sightings: [Sighting] = []
        /// The calls that the scores took.
        var scoring: [CallID] = []
        /// What went wrong last, if anything did.
        var failure: (any Error)?
    }

    /// Finds, tries and scores candidates for the step after `trajectory`.
    /// - Throws: ``StrategyError/untriable(action:reason:)`` where none can be tried, `LimitReached`,
    ///   `CancellationError`, and what the environment throws.
    func view(after trajectory: Trajectory) async throws -> View {
        var (sightings, failure) = try await proposals(after: trajectory)
        sightings = try await withThrowingTaskGroup(of: (Int, Sighting).self) { group in
            for (index, sighting) in sightings.enumerated() {
                group.addTask { (index, try await tried(sighting, after: trajectory)) }
            }
            for try await (index, sighting) in group { sightings[index] = sighting }
            return sightings
        }
        // Where nothing can be tried, nothing can be searched.
        if let error = sightings.first?.untriable, sightings.allSatisfy({ $0.untriable != nil }) { throw error }
        var view = View(sightings: sightings, failure: failure)
        try await score(&view, after: trajectory)
        return view
    }

    /// What the verifier would do after `trajectory`.
    /// - Throws: what the verifier throws.
    func verifier(after trajectory: Trajectory) async throws -> Asked<Proposal> {
        try await run.ask(crew.verifier, as: .verifier, run.request(after: trajectory))
    }

    /// Tries what the verifier would do.
    func tried(_ asked: Asked<Proposal>, after trajectory: Trajectory) async throws -> Sighting {
        try await tried(
            Sighting(
                candidate: SearchCandidate(state: ""), proposal: asked.value, step: ChosenStep(asked)),
            after: trajectory)
    }

    /// What identifies the state after `trajectory`.
    func state(after trajectory: Trajectory) -> String {
        run.environment.situation(after: trajectory) ?? String(trajectory.fingerprint, radix: 16)
    }
}

extension SearchScout {
    private var role: AgentRole { settings.proposer == .drafter ? .drafter : .verifier }

    /// What the proposer answers, equal answers once.
    private func proposals(after trajectory: Trajectory) async throws -> ([Sighting], failure: (any Error)?) {
        let answers = await answers(after: trajectory)
        try Task.checkCancellation()
        var sightings: [Sighting] = []
        var failure: (any Error)?
        for answer in answers {
            switch answer {
            case .failure(let limit as LimitReached): throw limit
            // Late: it was not waited for.
            case .failure(is CancellationError): break
            case .failure(let error): failure = error
            case .success(let asked):
                if let place = sightings.firstIndex(where: { $0.proposal.action == asked.value.action }) {
                    sightings[place].candidate.count += 1
                    sightings[place].step.calls += asked.calls
                } else {
                    sightings.append(sighting(of: asked))
                }
            }
        }
        return (sightings, failure)
    }

    private func sighting(of asked: Asked<Proposal>) -> Sighting {
        let step =
            settings.proposer == .verifier
            ? ChosenStep(asked) : ChosenStep(asked.value.action, source: .drafted, calls: asked.calls)
        return Sighting(candidate: SearchCandidate(state: ""), proposal: asked.value, step: step)
    }

    /// The answers in the order of their numbers. Whoever is late is no longer waited for.
    private func answers(after trajectory: Trajectory) async -> [Result<Asked<Proposal>, any Error>] {
        let proposer = settings.proposer == .drafter ? crew.drafter : crew.verifier
        let count = max(settings.candidates, 1)
        return await withTaskGroup(of: (Int, Result<Asked<Proposal>, any Error>)?.self) { group in
            for number in 0..<count {
                let request = request(number, after: trajectory)
                group.addTask { (number, await Result { try await run.ask(proposer, as: role, request) }) }
            }
            group.addTask {
                try? await crew.clock.sleep(for: .seconds(settings.patience))
                return nil
            }
            var answers: [Int: Result<Asked<Proposal>, any Error>] = [:]
            for await answer in group {
                guard let (number, result) = answer else {
                    group.cancelAll()
                    continue
                }
                answers[number] = result
                if answers.count == count { group.cancelAll() }
            }
            return answers.sorted { $0.key < $1.key }.map(\.value)
        }
    }

    private func request(_ number: Int, after trajectory: Trajectory) -> ProposalRequest {
        let directives = settings.directives
        let directive = number == 0 || directives.isEmpty ? nil : directives[(number - 1) % directives.count]
        return run.request(
            after: trajectory, sampling: .init(number: number, temperature: settings.temperature), guidance: directive)
    }

    private func tried(_ sighting: Sighting, after trajectory: Trajectory) async throws -> Sighting {
        var sighting = sighting
        let action = sighting.proposal.action
        sighting.candidate.finishes = action.finishes
        do {
            let (observation, duration) = try await run.attempt(action, after: trajectory)
            sighting.step.observation = observation
            sighting.step.executionTime = duration
            sighting.candidate.isRefused = observation.isError
            if observation.isError { sighting.trouble = observation.text }
            var next = trajectory
            next.append(Step(action: action, observation: observation))
            // What a task ends with is no state of the world.
            sighting.candidate.state = action.finishes ? action.canonical : state(after: next)
        } catch let error as StrategyError {
            sighting.candidate.isRefused = true
            sighting.candidate.state = action.canonical
            sighting.trouble = "\(error)"
            sighting.untriable = error
        }
        return sighting
    }

    /// Has all candidates scored that the world lets pass. Where that fails, none of them has a score.
    private func score(_ view: inout View, after trajectory: Trajectory) async throws {
        let places = view.sightings.indices.filter { !view.sightings[$0].candidate.isRefused }
        guard !places.isEmpty else { return }
        let request = RewardRequest(
            task: run.header.task, trajectory: trajectory, candidates: places.map { view.sightings[$0].proposal })
        do {
            let asked = try await run.scores(by: rewards, request)
            view.scoring = asked.calls
            try request.check(asked.value, by: rewards.label)
            for (place, score) in zip(places, asked.value) { view.sightings[place].candidate.score = score }
        } catch let limit as LimitReached {
            throw limit
        } catch {
            try Task.checkCancellation()
            view.failure = error
            for place in places { view.sightings[place].trouble = "\(error)" }
        }
    }
}
