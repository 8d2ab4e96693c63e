public import Planning
import Synchronization

/// Lets a reward model learn from a run while it goes on, and passes its events on.
public final class LessonSink: EventSink {
    private let reward: any LearningReward
    private let next: any EventSink
    private let reader: Mutex<LessonReader>

    /// Teaches `reward` what `next` gets to see.
    /// - Parameters:
    ///   - trajectory: the steps of a run that goes on.
    ///   - task: the task in the user's words.
    public init(
        _ reward: any LearningReward, from trajectory: Trajectory = Trajectory(), of task: String = "",
        passingTo next: any EventSink
    ) {
        self.reward = reward
        self.next = next
        reader = Mutex(LessonReader(from: trajectory, of: task))
    }

    public func record(_ event: RunEvent) {
        next.record(event)
        for lesson in reader.withLock({ $0.lessons(of: event) }) { reward.learn(from: lesson) }
    }

    public func flush() async throws {
        try await next.flush()
    }

    public func breakdown() async -> (any Error)? {
        await next.breakdown()
    }
}
