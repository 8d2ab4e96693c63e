/// The states of a run from a restart of the drafter to its first mismatch, for training.
struct Segment: Sendable, Hashable, Codable {
    /// The task's words, as slots.
    var words: [UInt16] = []
    /// The state before each draft that was compared; the last one's draft was wrong, or ended the
    /// task, unless there is a `tail`.
    var states: [StateText] = []
    /// The state at which the segment was cut off without a mismatch, as nobody drafted there. What
    /// would have followed is then taken from the value function, so that a short look ahead does not
    /// teach short depths.
    var tail: StateText?

    init(words: [UInt16] = [], states: [StateText] = [], tail: StateText? = nil) {
        self.words = words
        self.states = states
        self.tail = tail
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        words = try container.decode([UInt16].self, forKey: .words)
        states = try container.decode([StateText].self, forKey: .states)
        tail = try container.decodeIfPresent(StateText.self, forKey: .tail)
        guard words.allSatisfy({ $0 < StateText.width }) else {
            throw DecodingError.dataCorruptedError(
                forKey: .words, in: container, debugDescription: "A word lies outside the table.")
        }
    }
}
