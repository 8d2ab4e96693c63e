import Planning
import Rewards
import Speculation

/// The reward model of a run, and what it learns from it.
struct RunReward: Sendable {
    /// What strategies ask.
    let model: any RewardModel
    private let learner: any LearningReward
    private let calibrated: CalibratedReward?
    private let keeper: CalibrationKeeper?

    init(learned: LearnedReward) {
        (model, learner) = (learned, learned)
        (calibrated, keeper) = (nil, nil)
    }

    /// - Parameter keeper: where audits are kept for later runs; nil for a model that needs none.
    init(calibrated: CalibratedReward, keeper: CalibrationKeeper?) {
        (model, learner) = (calibrated, calibrated)
        (self.calibrated, self.keeper) = (calibrated, keeper)
    }

    /// A sink that lets the model learn from what `next` gets to see.
    func sink(of start: RunStart, passingTo next: any EventSink) -> any EventSink {
        LessonSink(learner, from: start.resumption?.trajectory ?? Trajectory(), of: start.header.task, passingTo: next)
    }

    /// Saves what the run has taught. What ``learned`` knows comes from the record itself.
    func keep() async {
        if let calibrated { await keeper?.keep(calibrated.audits) }
    }
}
