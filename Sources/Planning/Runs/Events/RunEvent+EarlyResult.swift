extension RunEvent {
    /// What became of a result that was there before the step was certain, at a position that came to its verdict.
    /// Results on ways that were not taken have no such event.
    public struct EarlyResult: Sendable, Hashable, Codable {
        /// The position; 1 is the first step.
        public var position: Int
        /// What was carried out early.
        public var action: Action
        /// What became of it.
        public var outcome: Outcome
        /// What has changed since, of a stale one.
        public var reason: String?

        /// What becomes of an early result.
        public enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
            /// The verifier asked for the same call, so its result stands.
            case reused
            /// The verifier asked for another call: other arguments, or another tool.
            case differs
            /// It asked for the same, but what the call read has changed since; it is made again.
            case stale
        }

        /// What became of an early result.
        public init(position: Int, action: Action, outcome: Outcome, reason: String? = nil) {
            self.position = position
            self.action = action
            self.outcome = outcome
            self.reason = reason
        }
    }
}
