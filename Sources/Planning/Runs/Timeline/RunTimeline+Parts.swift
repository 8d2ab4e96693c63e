extension RunTimeline {
    /// An action that was carried out.
    public struct Execution: Sendable, Hashable {
        /// What became of it.
        public enum Fate: Sendable, Hashable {
            /// Its step is not decided.
            case open
            /// It is what the committed step shows.
            case committed
            /// Its step was decided otherwise, or fell with an earlier one.
            case discarded
        }

        /// 1 is the run's first.
        public let number: Int
        /// The position; 1 is the first step.
        public let position: Int
        /// What was done.
        public let action: Action
        /// What came back.
        public let observation: Observation
        /// Whether it began before the step was certain.
        public let isEarly: Bool
        /// When it began, since the run began.
        public let start: Duration
        /// When it was over, since the run began.
        public let end: Duration
        /// The round it belongs to, as a place in ``RunTimeline/rounds``; nil outside of any.
        public let round: Int?
        /// What became of it.
        public internal(set) var fate = Fate.open
        /// The calls of the draft that it carries out, where its step stands without a verdict.
        public internal(set) var draft: [CallID] = []
    }

    /// What the verifier said of a draft.
    public struct Verdict: Sendable, Hashable {
        /// The position; 1 is the first step.
        public let position: Int
        /// When, since the run began.
        public let time: Duration
        /// The verifier's calls.
        public let calls: [CallID]
        /// The calls of the draft.
        public let draft: [CallID]
        /// Whether the draft was what the verifier does.
        public let agrees: Bool
    }

    /// A stretch of work that ends when everything that was begun ahead is committed or void: it begins with
    /// the first call and ends with the commit that leaves nothing open.
    public struct Round: Sendable, Hashable {
        /// 1 is the run's first.
        public let number: Int
        /// The position that its first call works on.
        public let position: Int
        /// When it began, since the run began.
        public let start: Duration
        /// When the last of its steps was committed; nil while it goes on.
        public internal(set) var end: Duration?
        /// Whether anything was drafted in it.
        public internal(set) var isDrafted = false
        /// The most steps that the verifier was to run ahead on.
        public internal(set) var depth = 0
        /// The calls that were started in it.
        public internal(set) var calls: [CallID] = []
    }
}
