extension RunEvent {
    /// A choice among several answers to the whole task.
    public struct Selected: Sendable, Hashable, Codable {
        /// The answers, as a person reads them.
        public var options: [String]
        /// How likely each of them is the right one; empty where nobody says.
        public var probabilities: [Double]
        /// The place of the chosen one among `options`; nil when none of them is taken.
        public var chosen: Int?
        /// Why, in a few words.
        public var reason: String
        /// The calls that the choice took.
        public var calls: [CallID]

        /// A choice.
        public init(
            options: [String], probabilities: [Double] = [], chosen: Int?, reason: String, calls: [CallID] = []
        ) {
            self.options = options
            self.probabilities = probabilities
            self.chosen = chosen
            self.reason = reason
            self.calls = calls
        }
    }
}
