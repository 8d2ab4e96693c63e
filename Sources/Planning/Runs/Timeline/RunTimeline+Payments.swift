extension RunTimeline {
    /// Money that a call took when it ended.
    public struct Payment: Sendable, Hashable {
        /// When, since the run began.
        public let time: Duration
        /// How much.
        public let cost: Money
        /// Whether the call's result did not stand.
        public let isWaste: Bool
    }

    /// What the calls of known cost took, in the order in which they ended.
    public var payments: [Payment] {
        summary.calls.compactMap { call in
            guard let end = end(of: call), let cost = call.settlement?.cost else { return nil }
            return Payment(time: end, cost: cost, isWaste: call.isWaste)
        }.sorted { $0.time < $1.time }
    }
}
