public import Planning
import Synchronization

/// The reward model that is built in: a ``StepScorer`` that goes on learning while a run uses it. It computes in
/// microseconds, so it is no call.
public final class LearnedReward: LearningReward {
    private let scorer: Mutex<StepScorer>

    /// Goes on from `scorer`.
    public init(_ scorer: StepScorer = StepScorer()) {
        self.scorer = Mutex(scorer)
    }

    /// Learns from the lessons of earlier runs, the oldest first.
    public convenience init(lessons: some Sequence<StepLesson>) {
        var scorer = StepScorer()
        for lesson in lessons { scorer.learn(lesson) }
        self.init(scorer)
    }

    public var label: String { "learned" }

    /// How many verdicts it was taught.
    public var lessons: Int { scorer.withLock { $0.lessons } }

    public func scores(for request: RewardRequest, meter: any CallMeter) async throws -> [Double] {
        scorer.withLock { scorer in
            request.candidates.map {
                scorer.chance(of: $0, after: request.trajectory, task: request.task)
            }
        }
    }

    public func learn(from lesson: StepLesson) {
        scorer.withLock { $0.learn(lesson) }
    }
}
