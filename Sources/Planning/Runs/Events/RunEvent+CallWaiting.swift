extension RunEvent {
    /// A call waits for a rate limit, for a place among other calls, before another attempt, or, cut off, for what its
    /// provider says about it; or it does no longer.
    public struct CallWaiting: Sendable, Hashable, Codable {
        /// The call.
        public var call: CallID
        /// Whether it waits from now on.
        public var isWaiting: Bool

        /// A call waits, or waits no longer.
        public init(call: CallID, isWaiting: Bool) {
            self.call = call
            self.isWaiting = isWaiting
        }
    }
}
