import Planning

/// What a reward model says of the steps of several drafts, and what follows for the drafts.
struct DraftScores: Sendable, Hashable {
    /// A step behind certain others.
    struct Place: Sendable, Hashable {
        let prefix: UInt64
        let action: Action
    }

    private(set) var scores: [Place: Double] = [:]

    /// Takes in what a step was thought to be worth.
    mutating func add(_ score: Double, for place: Place) { scores[place] = score }

    /// What a draft is worth whose steps stand at `places`; nil where one of them has no score.
    func score(of places: [Place], by combination: BestOfNSettings.Combination) -> Double? {
        var total = 1.0
        for place in places {
            guard let score = scores[place] else { return nil }
            total = combination == .minimum ? min(total, score) : total * score
        }
        return places.isEmpty ? nil : total
    }
}
