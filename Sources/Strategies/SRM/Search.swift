import Planning
import Speculation

/// Conducts a search: does what the tree demands, tells it what was found, and keeps the record.
struct Search {
    private let scout: SearchScout
    private var tree: SearchTree
    /// What the nodes stand for.
    private var places: [Int: Place]
    /// What went wrong last, if anything did.
    private var failure: (any Error)?
    /// What became of the candidates.
    private var verdicts: [SearchVerdict: Int] = [:]

    private struct Place {
        var trajectory: Trajectory
        var step: ChosenStep?
    }

    private var run: StrategyRun { scout.run }

    /// A search that begins where the run stands.
    init(_ scout: SearchScout) {
        self.scout = scout
        let start = scout.run.trajectory
        tree = SearchTree(scout.settings, from: scout.state(after: start), deepest: scout.run.stepsLeft)
        places = [0: Place(trajectory: start)]
    }

    /// Searches to the end, and commits the plan.
    /// - Throws: ``StrategyError/exhausted(_:)``, `LimitReached`, `CancellationError`, and what agents and the
    ///   environment throw.
    mutating func conduct() async throws {
        guard !run.isOver else { return }
        while true {
            try Task.checkCancellation()
            switch tree.next() {
            case .expand(let nodes): try await expand(nodes)
            case .consult(let node): try await consult(at: node)
            case .confirm(let steps): try await confirm(steps)
            case .over(let ending): return try await end(ending)
            }
            run.keepBest(steps(to: tree.standing))
        }
    }

    // MARK: - Looking into states

    private mutating func expand(_ nodes: [Int]) async throws {
        let places = nodes.map { (node: $0, trajectory: trajectory(at: $0)) }
        let scout = scout
        let views = try await withThrowingTaskGroup(of: (Int, SearchScout.View).self) { group in
            for (node, trajectory) in places {
                group.addTask { (node, try await scout.view(after: trajectory)) }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        let rulings = tree.tell(
            nodes.map { node in
                SearchTree.Findings(node: node, candidates: views[node]?.sightings.map(\.candidate) ?? [])
            })
        for (node, rulings) in zip(nodes, rulings) {
            guard let view = views[node] else { continue }
            failure = view.failure ?? failure
            for (sighting, ruling) in zip(view.sightings, rulings) {
                var sighting = sighting
                sighting.step.calls += view.scoring
                take(sighting, ruling, after: node, scoring: view.scoring)
            }
        }
    }

    private mutating func consult(at node: Int) async throws {
        let trajectory = trajectory(at: node)
        do {
            let asked = try await scout.verifier(after: trajectory)
            let sighting = try await scout.tried(asked, after: trajectory)
            // A refused step that ends nothing leads nowhere new.
            let leads = sighting.candidate.finishes || !sighting.candidate.isRefused
            let ruling = tree.tell(leads ? sighting.candidate : nil, consultedAt: node)
            take(sighting, ruling, after: node, scoring: [])
        } catch let limit as LimitReached {
            throw limit
        } catch {
            try Task.checkCancellation()
            failure = error
            _ = tree.tell(nil, consultedAt: node)
        }
    }

    // MARK: - Checking a plan

    private mutating func confirm(_ steps: [Int]) async throws {
        let questions = steps.map { trajectory(at: tree.nodes[$0].parent ?? 0) }
        let scout = scout
        let answers = await withTaskGroup(of: (Int, Result<Asked<Proposal>, any Error>).self) { group in
            for (place, trajectory) in questions.enumerated() {
                group.addTask { (place, await Result { try await scout.verifier(after: trajectory) }) }
            }
            var answers: [Int: Result<Asked<Proposal>, any Error>] = [:]
            for await (place, answer) in group { answers[steps[place]] = answer }
            return answers
        }
        try Task.checkCancellation()
        // A step of which the verifier says nothing is not asked about again either.
        var opinions: [Int: SearchTree.Opinion?] = [:]
        for step in steps { opinions.updateValue(nil, forKey: step) }
        for step in steps {
            guard let answer = answers[step] else { continue }
            switch answer {
            case .failure(let error):
                if let limit = error as? LimitReached { throw limit }
                failure = error
            case .success(let asked):
                guard let other = try await difference(asked, from: step) else {
                    opinions[step] = .same
                    continue
                }
                opinions[step] = .other(other.candidate)
                record(step: step, .disputed, calls: asked.calls)
                if let (node, ruling) = tree.tell(opinions) { take(other, ruling, after: node, scoring: []) }
                return
            }
        }
        _ = tree.tell(opinions)
    }

    /// What the verifier would do in the place of a step; nil where that is the same, or leads to the same.
    private mutating func difference(
        _ asked: Asked<Proposal>, from step: Int
    ) async throws -> SearchScout.Sighting? {
        let node = tree.nodes[step]
        var sighting: SearchScout.Sighting?
        if asked.value.action != places[step]?.step?.action {
            let other = try await scout.tried(asked, after: trajectory(at: node.parent ?? 0))
            let isSame = other.candidate.state == node.state && other.candidate.finishes == (node.standing == .terminal)
            if !isSame { sighting = other }
        }
        guard sighting == nil else { return sighting }
        places[step]?.step?.calls += asked.calls
        places[step]?.step?.verifierTime = asked.duration
        places[step]?.step?.verifierCost = asked.cost
        record(step: step, .confirmed, calls: asked.calls)
        return nil
    }

    // MARK: - The end

    private func end(_ ending: SearchTree.Ending) async throws {
        switch ending {
        case .found(let plan):
            try await run.commit(steps(to: plan))
        case .spent:
            let states = "\(tree.expansions) state\(tree.expansions == 1 ? "" : "s")"
            throw LimitReached(kind: .expansions, used: states, allowed: states)
        case .exhausted:
            // As far as the run may go: with more steps there may be a plan.
            if let end = tree.cutOff { return try await run.commit(steps(to: end)) }
            // The way that leads furthest is of more use than nothing.
            try await run.commit(steps(to: tree.standing))
            if verdicts.isEmpty, let failure { throw failure }
            throw StrategyError.exhausted(message)
        }
    }

    private var message: String {
        let pruned = verdicts.filter { !$0.key.isKept }.sorted {
            ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue)
        }
        let reasons = pruned.map { "\($0.value): \($0.key.rawValue)" }.joined(separator: "; ")
        let count = verdicts.values.reduce(0, +)
        return "the search has found no plan: it has looked into \(tree.expansions) states, and of \(count) steps "
            + "\(pruned.reduce(0) { $0 + $1.value }) led no further (\(reasons))"
            + (failure.map { "; the last failure: \($0)" } ?? "")
            + "; raise candidates or width, lower floor, or let the verifier help (strategy: srm in the agent's file)"
    }

    // MARK: - Books

    private func trajectory(at node: Int) -> Trajectory { places[node]?.trajectory ?? Trajectory() }

    private func steps(to node: Int) -> [ChosenStep] { tree.path(to: node).compactMap { places[$0]?.step } }

    /// Keeps what a candidate has become, and records it.
    private mutating func take(
        _ sighting: SearchScout.Sighting, _ ruling: SearchTree.Ruling, after parent: Int, scoring: [CallID]
    ) {
        verdicts[ruling.verdict, default: 0] += 1
        let trajectory = trajectory(at: parent)
        if let node = ruling.node {
            if places[node] == nil {
                var next = trajectory
                next.append(Step(action: sighting.proposal.action, observation: sighting.step.observation ?? .empty))
                places[node] = Place(trajectory: next, step: sighting.step)
            } else {
                // The verifier has found the same.
                places[node]?.step?.calls += sighting.step.calls
                places[node]?.step?.verifierTime = sighting.step.verifierTime
                places[node]?.step?.verifierCost = sighting.step.verifierCost
            }
        }
        let reason = ruling.verdict.rawValue
        record(
            sighting.proposal.action, sighting.candidate.score, ruling.verdict,
            reason: sighting.trouble.map { "\(reason): \($0)" } ?? reason, after: trajectory,
            calls: scoring.isEmpty ? sighting.step.calls : scoring)
    }

    private func record(step: Int, _ verdict: SearchVerdict, calls: [CallID]) {
        guard let action = places[step]?.step?.action else { return }
        let node = tree.nodes[step]
        record(
            action, node.score, verdict, reason: verdict.rawValue, after: trajectory(at: node.parent ?? 0), calls: calls
        )
    }

    private func record(
        _ action: Action, _ score: Double?, _ verdict: SearchVerdict, reason: String, after trajectory: Trajectory,
        calls: [CallID]
    ) {
        run.record(
            RunEvent.Scored(
                position: trajectory.count + 1, prefix: String(trajectory.fingerprint, radix: 16), action: action,
                score: score, threshold: score == nil ? nil : scout.settings.floor, isKept: verdict.isKept,
                reason: reason, calls: calls))
    }
}
