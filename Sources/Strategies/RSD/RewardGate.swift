import Planning
import Speculation
import Synchronization

/// Keeps the drafts that a reward model thinks good enough (arXiv 2501.19324).
final class RewardGate: DraftGate {
    private let reward: (any RewardModel)?
    private let weighting: RewardWeighting
    private let patience: Patience
    private let control: Mutex<ThresholdControl>

    init(_ reward: (any RewardModel)?, _ settings: RewardGateSettings, header: RunHeader, patience: Patience) {
        self.reward = reward
        self.patience = patience
        weighting = RewardWeighting(settings, seed: header.seed)
        control = Mutex(ThresholdControl(settings, lambda: header.lambda))
    }

    func assess(_ draft: Proposal, in step: StepToVerify, meter: any CallMeter) async throws -> Verdict.Assessment {
        let score: Double
        do {
            score = try await self.score(of: draft, in: step, meter: meter)
        } catch {
            try Task.checkCancellation()
            return .init(score: nil, isKept: false, reason: "no score: \(error)")
        }
        // Asked for at the last moment: what was learnt while the score was on its way counts.
        let trajectory = step.request.trajectory
        let verdict = weighting.verdict(
            on: score, threshold: control.withLock(\.threshold), position: trajectory.count + 1,
            prefix: trajectory.fingerprint)
        return .init(
            score: score, threshold: verdict.threshold, isKept: verdict.isKept, reason: verdict.reason)
    }

    func replaced(
        _ draft: Proposal, by proposal: Proposal, in step: StepToVerify, _ assessment: Verdict.Assessment,
        meter: any CallMeter
    ) async {
        guard control.withLock(\.wantsVerifierScores) else { return }
        // A score that cannot be had teaches nothing, and is no reason to fail a step that is decided.
        let known = draft.action == proposal.action ? assessment.score : nil
        guard let score = if let known { known } else { try? await score(of: proposal, in: step, meter: meter) }
        else { return }
        control.withLock { $0.verifierWrote(score: score) }
    }

    func observe(_ outcome: VerificationOutcome) {
        control.withLock { control in
            switch outcome {
            case .committed(let assessment?, let cost): control.committed(isKept: assessment.isKept, cost)
            case .committed(nil, _): break
            case .audited(let agrees): control.audited(agrees: agrees)
            }
        }
    }

    private func score(
        of proposal: Proposal, in step: StepToVerify, meter: any CallMeter
    ) async throws -> Double {
        let request = RewardRequest(
            task: step.request.task, trajectory: step.request.trajectory, candidates: [proposal])
        guard let reward else { throw RewardError(.unsuited, "there is no reward model; name one with --reward") }
        let scores = try await patience.whileWaiting {
            try await reward.scores(for: request, meter: meter.serving(.scorer))
        }
        guard let scores else {
            throw RewardError(.late, "\(reward.label) did not answer within \(patience.limit.spoken)")
        }
        try request.check(scores, by: reward.label)
        return scores[0]
    }
}
