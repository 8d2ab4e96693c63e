public import Planning
import Synchronization

/// Makes chances of what a reward model says, and learns from verdicts how. What it learnt can be fetched at the
/// end of a run, for the next one.
public final class CalibratedReward: LearningReward {
    private struct Key: Hashable {
        let prefix: UInt64
        let action: Action
    }

    private struct State {
        var calibration: ScoreCalibration
        /// What the model said of steps whose verdict may still come.
        var said: [Key: Double] = [:]
        var audits: [ScoreAudit] = []
    }

    /// Verdicts come soon after scores; what is older is forgotten.
    private static let mostRemembered = 4096

    private let base: any RewardModel
    private let state: Mutex<State>

    /// Puts `calibration` over `base`.
    public init(_ base: any RewardModel, _ calibration: ScoreCalibration = ScoreCalibration()) {
        self.base = base
        state = Mutex(State(calibration: calibration))
    }

    public var label: String { base.label }

    /// What this run has added, the oldest first.
    public var audits: [ScoreAudit] { state.withLock { $0.audits } }

    public func scores(for request: RewardRequest, meter: any CallMeter) async throws -> [Double] {
        let scores = try await base.scores(for: request, meter: meter)
        return state.withLock { state in
            if state.said.count > Self.mostRemembered { state.said.removeAll() }
            for (candidate, score) in zip(request.candidates, scores) {
                state.said[Key(prefix: request.trajectory.fingerprint, action: candidate.action)] = score
            }
            return scores.map { state.calibration($0) }
        }
    }

    public func learn(from lesson: StepLesson) {
        state.withLock { state in
            let key = Key(prefix: lesson.trajectory.fingerprint, action: lesson.proposal.action)
            guard let score = state.said.removeValue(forKey: key) else { return }
            let audit = ScoreAudit(score: score, isRight: lesson.isRight)
            state.audits.append(audit)
            state.calibration.add(audit)
        }
    }
}
