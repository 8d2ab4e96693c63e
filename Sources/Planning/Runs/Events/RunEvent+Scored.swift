extension RunEvent {
    /// A proposed step, what it was thought to be worth, and what followed from that.
    public struct Scored: Sendable, Hashable, Codable {
        /// The position that the step is for; 1 is the first step.
        public var position: Int
        /// The fingerprint of the steps before it, in hexadecimal: searches look at several of them.
        public var prefix: String
        /// The step.
        public var action: Action
        /// Its score, from 0 to 1; nil where none could be had.
        public var score: Double?
        /// What the score had to reach; nil where another rule decides.
        public var threshold: Double?
        /// Whether the step stands, or, in a search, is looked into further.
        public var isKept: Bool
        /// Why, in a few words.
        public var reason: String
        /// The calls that the score took.
        public var calls: [CallID]

        /// A score.
        public init(
            position: Int, prefix: String, action: Action, score: Double?, threshold: Double? = nil, isKept: Bool,
            reason: String, calls: [CallID] = []
        ) {
            self.position = position
            self.prefix = prefix
            self.action = action
            self.score = score
            self.threshold = threshold
            self.isKept = isKept
            self.reason = reason
            self.calls = calls
        }
    }
}
