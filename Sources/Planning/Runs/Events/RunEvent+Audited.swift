extension RunEvent {
    /// What the verifier would have done at a step that stands without it. Changes nothing; it says what a
    /// lossy run loses.
    public struct Audited: Sendable, Hashable, Codable {
        /// The position; 1 is the first step.
        public var position: Int
        /// What the verifier would have done.
        public var action: Action
        /// Whether that is what was done.
        public var agrees: Bool
        /// The verifier's calls.
        public var calls: [CallID]

        /// An audit.
        public init(position: Int, action: Action, agrees: Bool, calls: [CallID]) {
            self.position = position
            self.action = action
            self.agrees = agrees
            self.calls = calls
        }
    }
}
