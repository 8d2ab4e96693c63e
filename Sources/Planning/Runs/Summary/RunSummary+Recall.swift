extension RunSummary {
    /// What a drafter that remembers did for the run.
    public struct Recall: Sendable, Hashable {
        /// Drafts that were recalled.
        public let hits: Int
        /// Drafts that memory could not help with.
        public let misses: Int
        /// Recalled drafts on which there is a verdict.
        public let judged: Int
        /// Recalled drafts that the verifier agreed with.
        public let right: Int
        /// The time a model would have needed to draft what was recalled, by the run's other drafts;
        /// nil when there are none to go by.
        public let savedTime: Duration?
        /// What a model would have charged for what was recalled; nil when that is unknown.
        public let savedCost: Money?
    }

    /// The recalled drafts of the run; nil when no memory took part.
    public var recall: Recall? {
        let drafting = calls.filter { $0.role == .drafter }
        let hits = drafting.filter { $0.announcement.purpose == CallAnnouncement.recall }
        let misses = drafting.count { $0.announcement.purpose == CallAnnouncement.recallMiss }
        guard !hits.isEmpty || misses > 0 else { return nil }
        let asked = drafting.filter {
            $0.settlement?.outcome == .finished && $0.announcement.model != CallAnnouncement.memory
        }
        let time = asked.reduce(Duration.zero) { $0 + ($1.duration ?? .zero) }
        let cost = asked.reduce(Money?.some(.zero)) { sum, call in
            sum.flatMap { sum in call.settlement?.cost.map { sum + $0 } }
        }
        func share(_ money: Money) -> Money {
            // Rounded once, after multiplying, like every amount of money.
            let exact = Int128(money.nanodollars) * Int128(hits.count) / Int128(max(asked.count, 1))
            return Money(nanodollars: Int64(clamping: exact))
        }
        return Recall(
            hits: hits.count, misses: misses,
            judged: hits.count { $0.standing == .useful || $0.standing == .mismatched },
            right: hits.count { $0.standing == .useful },
            savedTime: asked.isEmpty ? nil : time * hits.count / asked.count,
            savedCost: asked.isEmpty ? nil : cost.map(share))
    }
}
