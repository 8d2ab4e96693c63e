/// A step that may come next, as far as a search has to know it.
struct SearchCandidate: Sendable, Hashable {
    /// How many answers proposed it.
    var count = 1
    /// What it is worth, from 0 to 1; nil where no score could be had.
    var score: Double?
    /// What identifies the state it leads to.
    var state: String
    /// Whether the task ends with it.
    var finishes = false
    /// Whether the world refused it.
    var isRefused = false
}
