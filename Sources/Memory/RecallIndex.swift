import Foundation
import Planning

/// All that is remembered, ready to be asked: which step came next in which situation. A value, and
/// bounded: once it is full, new situations are no longer taken in.
struct RecallIndex: Sendable {
    private var situations: [RecallContext: RecallCandidates] = [:]
    private let limit: Int

    /// - Parameter limit: the most situations that are remembered.
    init(limit: Int = 400_000) {
        self.limit = limit
    }

    /// Learns all steps of a run.
    mutating func learn(_ run: RememberedRun) {
        var trajectory = Trajectory()
        for step in run.steps {
            learn(
                step.action, after: trajectory, task: run.task, succeeded: run.isFinished, seen: run.startedAt)
            trajectory.append(step)
        }
    }

    /// Learns that a verifier decided `action` after `trajectory`.
    mutating func learn(_ action: Action, after trajectory: Trajectory, task: String, succeeded: Bool, seen: Int64) {
        let task = Self.normalized(task)
        let exact = RecallContext.exact(task: task, prefix: trajectory.fingerprint)
        for context in [exact] + RecallContext.backOff(of: trajectory.steps[...]) {
            guard situations[context] != nil || situations.count < limit else { continue }
            situations[context, default: RecallCandidates()].add(action, at: task, succeeded: succeeded, seen: seen)
        }
    }

    /// What was done when the same task had come to exactly this point. Once is enough: nothing
    /// tells the two situations apart.
    func exact(task: String, after trajectory: Trajectory) -> Recollection.Guess? {
        let context = RecallContext.exact(task: Self.normalized(task), prefix: trajectory.fingerprint)
        guard let known = situations[context], let best = known.best else { return nil }
        return Recollection.Guess(action: best.action, count: best.count, total: known.total, source: .samePrefix)
    }

    /// What was mostly done after the same last actions, if that can be relied on: done at three
    /// tasks, or three times at this one, and more often than not.
    func backOff(task: String, after trajectory: Trajectory, source: Recollection.Source) -> Recollection.Guess? {
        let task = Self.normalized(task)
        for context in RecallContext.backOff(of: trajectory.steps[...]) {
            guard let known = situations[context], let best = known.best, best.speaks(for: task) else { continue }
            let guess = Recollection.Guess(action: best.action, count: best.count, total: known.total, source: source)
            if guess.prevails { return guess }
        }
        return nil
    }

    /// Spaces and the spelling of characters do not make another task.
    private static func normalized(_ task: String) -> String {
        task.split(whereSeparator: \.isWhitespace).joined(separator: " ").precomposedStringWithCanonicalMapping
    }
}
