import Planning
import Speculation

/// Has a reward model score every step of several drafts.
struct DraftRating: Sendable {
    let run: StrategyRun
    let rewards: any RewardModel
    /// Where the drafts begin.
    let start: Trajectory

    /// What came of it.
    struct Result: Sendable {
        /// What each draft is worth; nil where a step of it could not be scored.
        var scores: [Double?]
        /// The best one, the first of equals; nil where no draft has a score.
        var best: Int?
        var reason: String
        var calls: [CallID]
    }

    /// Steps that may follow the same steps, to be scored in one go.
    private struct Question: Sendable {
        let prefix: Trajectory
        var candidates: [Proposal]
    }

    /// Scores `drafts`, all steps of them at the same time.
    /// - Throws: ``LimitReached``, and `CancellationError`.
    func rate(_ drafts: [Rollout], by combination: BestOfNSettings.Combination) async throws -> Result {
        var questions: [Question] = []
        var known: [UInt64: Int] = [:]
        var places: [[DraftScores.Place]] = []
        for draft in drafts {
            var trajectory = start
            places.append([])
            for step in draft.option.steps {
                let prefix = trajectory.fingerprint
                places[places.count - 1].append(.init(prefix: prefix, action: step.action))
                let place = known[prefix, default: questions.count]
                if place == questions.count { questions.append(Question(prefix: trajectory, candidates: [])) }
                known[prefix] = place
                if !questions[place].candidates.contains(where: { $0.action == step.action }) {
                    questions[place].candidates.append(Proposal(action: step.action))
                }
                trajectory.append(step)
            }
        }
        var scores = DraftScores()
        var calls: [CallID] = []
        var failure: String?
        for (question, answer) in zip(questions, try await answers(to: questions)) {
            switch answer {
            case .success(let asked):
                calls += asked.calls
                for (candidate, score) in zip(question.candidates, asked.value) {
                    scores.add(score, for: .init(prefix: question.prefix.fingerprint, action: candidate.action))
                }
                record(question, asked)
            case .failure(let error): failure = "\(error)"
            }
        }
        run.credit(calls)
        let rated = places.map { scores.score(of: $0, by: combination) }
        let best = rated.indices.filter { rated[$0] != nil }.max { (rated[$0] ?? 0, -$0) < (rated[$1] ?? 0, -$1) }
        let reason =
            best.flatMap { rated[$0] }.map { "the best score is \(($0 * 1000).rounded() / 1000)" }
            ?? "no draft could be scored\(failure.map { ": \($0)" } ?? "")"
        return Result(scores: rated, best: best, reason: reason, calls: calls.sorted())
    }

    private typealias Answer = Swift.Result<Asked<[Double]>, any Error>

    /// The answers, in the order of the questions: whoever answers first must not decide what the record says.
    private func answers(to questions: [Question]) async throws -> [Answer] {
        try await withThrowingTaskGroup(of: (Int, Answer).self) { group in
            for (place, question) in questions.enumerated() {
                group.addTask { (place, try await answer(to: question)) }
            }
            var answers: [(place: Int, answer: Answer)] = []
            while let next = try await group.next() { answers.append(next) }
            return answers.sorted { $0.place < $1.place }.map(\.answer)
        }
    }

    private func answer(to question: Question) async throws -> Answer {
        let request = RewardRequest(
            task: run.header.task, trajectory: question.prefix, candidates: question.candidates)
        do {
            let asked = try await run.scores(by: rewards, request)
            try request.check(asked.value, by: rewards.label)
            return .success(asked)
        } catch let limit as LimitReached {
            throw limit
        } catch {
            try Task.checkCancellation()
            return .failure(error)
        }
    }

    private func record(_ question: Question, _ asked: Asked<[Double]>) {
        for (candidate, score) in zip(question.candidates, asked.value) {
            run.record(
                RunEvent.Scored(
                    position: question.prefix.count + 1, prefix: String(question.prefix.fingerprint, radix: 16),
                    action: candidate.action, score: score, isKept: true, reason: "a step of a whole draft",
                    calls: asked.calls))
        }
    }
}
