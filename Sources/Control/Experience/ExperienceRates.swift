/// How many drafts and verifications a committed step took in earlier runs, and how many steps a task did.
public struct ExperienceRates: Sendable, Hashable {
    /// Steps of a task that came to its end.
    public let steps: Double
    /// Drafts for each committed step, cancelled ones included.
    public let drafts: Double
    /// Verifications for each committed step, cancelled ones included.
    public let verifications: Double

    /// Nil where no task has come to its end.
    public init?(_ experience: Experience) {
        var (ended, steps, committed, drafts, verifications) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for outcome in experience.episodes.lazy.flatMap(\.outcomes) {
            switch outcome {
            case .drafted, .draftCancelled: drafts += 1
            case .verified, .verificationCancelled: verifications += 1
            case .committed: committed += 1
            case .ended(let count, finished: true):
                ended += 1
                steps += Double(count)
            case .started, .rode, .compared, .censored, .ended: break
            }
        }
        guard ended > 0, committed > 0 else { return nil }
        self.steps = steps / ended
        self.drafts = drafts / committed
        self.verifications = verifications / committed
    }
}
