/// A search for a shortest plan that whoever runs it can pause.
protocol PlanSearch: Sendable {
    associatedtype Move: Sendable, Hashable

    /// States looked at so far.
    var expanded: Int { get }

    /// Goes on for at most `expansions` states; nil while there is no answer yet.
    mutating func advance(by expansions: Int) -> SearchOutcome<Move>?
}

/// How a search ends.
enum SearchOutcome<Move: Sendable & Hashable>: Hashable {
    /// The goal holds already.
    case arrived
    /// This move begins a shortest plan of `length` steps.
    case move(Move, length: Int)
    /// No plan exists.
    case unsolvable
}
