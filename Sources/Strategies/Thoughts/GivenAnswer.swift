import Answers
import Synchronization

/// The answer that a draft gives. What it means is read when somebody asks, once: drafts that say the same in the same
/// words, as those that agree mostly do, are compared without.
final class GivenAnswer: Sendable, Hashable {
    private let words: String
    private let reading = Mutex<Answer?>(nil)

    init(_ words: String) { self.words = words }

    /// Whether both come to the same.
    func agrees(with other: GivenAnswer) -> Bool { words == other.words || meaning.agrees(with: other.meaning) }

    private var meaning: Answer {
        reading.withLock { known in
            let answer = known ?? Answer(givenBy: words)
            known = answer
            return answer
        }
    }

    static func == (left: GivenAnswer, right: GivenAnswer) -> Bool { left.words == right.words }

    func hash(into hasher: inout Hasher) { hasher.combine(words) }
}
