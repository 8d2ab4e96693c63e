/// What a search makes of a candidate, in the words of the record.
enum SearchVerdict: String, Sendable, Hashable, CaseIterable {
    case accepted = "accepted"
    /// Nothing beside it was accepted, and it is the best of what there is.
    case uncertain = "nothing is accepted here; the best of it, uncertain"
    case verified = "the verifier's own step"
    case confirmed = "the verifier says the same"

    case refused = "the world refuses it"
    case unscored = "no score"
    case low = "its score is too low"
    case behind = "far behind the best step here"
    case inconsistent = "proposed far more often than its score bears out"
    case lockedOut = "the best step here is clear"
    case crowdedOut = "better ones fill the width"
    case known = "leads where another way leads as well"
    case tooDeep = "no step is left after it"
    case bounded = "no better than the plan at hand"
    case disputed = "the verifier does something else"

    /// Whether the step may be looked into after all when everything else has failed.
    var isReserve: Bool {
        switch self {
        case .unscored, .low, .behind, .inconsistent, .lockedOut, .crowdedOut: true
        default: false
        }
    }

    /// Whether the step is looked into further, or is part of a plan.
    var isKept: Bool {
        switch self {
        case .accepted, .uncertain, .verified, .confirmed: true
        default: false
        }
    }
}
