import Control
import Foundation
public import Planning

/// Says what a proposed step is worth from verdicts on earlier ones (algorithms.md 2.5).
///
/// Logistic regression over hashed features of task, steps and step, trained on line by AdaGrad (Duchi, Hazan and
/// Singer, 2011) with two losses: the logistic one of a verdict, and where the verifier did something else the
/// pairwise one, −log σ(z_better − z_worse). The offset is the share of steps that were right. The result is scaled
/// after Platt against predictions that were made before their verdict was known, so that it is a chance. With no
/// verdicts it is one half; what is learnt depends on the lessons and their order alone.
public struct StepScorer: Sendable, Hashable {
    private var weights = [Float](repeating: 0, count: StepFeatures.width)
    private var squares = [Float](repeating: 0, count: StepFeatures.width)
    private var scaling = PlattScaling()
    private var right = 0.0
    private var wrong = 0.0
    /// How many verdicts it was taught.
    public private(set) var lessons = 0

    /// Knows nothing yet.
    public init() {}

    /// The chance that `proposal` is right as the step after `trajectory`, from 0.005 to 0.995.
    public func chance(of proposal: Proposal, after trajectory: Trajectory, task: String) -> Double {
        let logit = logit(StepFeatures(of: proposal, after: trajectory, task: task))
        return min(max(Logistic.chance(scaling(logit)), 0.005), 0.995)
    }

    /// Takes a verdict.
    public mutating func learn(_ lesson: StepLesson) {
        let features = StepFeatures(of: lesson.proposal, after: lesson.trajectory, task: lesson.task)
        let logit = logit(features)
        scaling.add(logit, lesson.isRight)
        lessons += 1
        if lessons.isMultiple(of: Self.scalingInterval) { scaling.fit() }
        train(features.slots, by: Logistic.chance(logit) - (lesson.isRight ? 1 : 0))
        if lesson.isRight { right += 1 } else { wrong += 1 }
        guard let better = lesson.better else { return }
        let other = StepFeatures(of: Proposal(action: better), after: lesson.trajectory, task: lesson.task)
        // What both have cancels out, and how sure the drafter is says nothing of the verifier's step.
        let (mine, theirs) = (Set(features.slots), Set(other.slots))
        let lead = sum(theirs.subtracting(mine)) - sum(mine.subtracting(theirs))
        let error = Self.pairWeight / (1 + exp(lead))
        train(mine.subtracting(theirs), by: error)
        train(theirs.subtracting(mine), by: -error)
    }

    private func logit(_ features: StepFeatures) -> Double {
        log((1 + right) / (1 + wrong)) + sum(features.slots)
    }

    private func sum(_ slots: some Sequence<Int>) -> Double { slots.reduce(0) { $0 + Double(weights[$1]) } }

    private mutating func train(_ slots: some Sequence<Int>, by error: Double) {
        let gradient = Float(error)
        for slot in slots {
            squares[slot] += gradient * gradient
            let step = gradient + Self.decay * weights[slot]
            weights[slot] -= Self.rate * step / (squares[slot].squareRoot() + 1)
        }
    }

    private static let scalingInterval = 25
    private static let rate: Float = 0.2
    private static let decay: Float = 0.01
    private static let pairWeight = 0.5
}
