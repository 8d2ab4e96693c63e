import Foundation

/// A state in a search, by the way that first led there.
struct SearchNode: Sendable, Hashable {
    /// Where a node stands.
    enum Standing: Sendable, Hashable {
        /// Waits to be looked into.
        case open
        /// Was looked into.
        case expanded
        /// A task ends here.
        case terminal
        /// Was not accepted; is looked into when all else has failed.
        case reserve
        /// Nothing more comes of it.
        case closed
    }

    /// The state before it; nil for the first.
    let parent: Int?
    /// Steps from the first state.
    let depth: Int
    /// What identifies the state.
    let state: String
    /// The score of the step that leads here; nil where none could be had.
    let score: Double?
    /// eᵢ of the step, the prior of tree search.
    let prior: Double
    /// RCᵢ·eᵢ of the step.
    let priority: Double
    /// Whether nothing was accepted where it comes from.
    let isUncertain: Bool
    var standing: Standing
    var children: [Int] = []

    /// Whether the step that leads here is what the verifier does.
    var isVerified = false
    /// Whether the verifier does something else, here or on the way.
    var isDisputed = false
    /// Whether the task ends here although the world objects.
    var isGivenUp = false
    /// Whether the verifier was asked about the step that leads here.
    var isConfirmationAsked = false
    /// Whether the verifier was asked for the step after it.
    var isConsulted = false

    /// The least score on the way here: what a plan through here is worth at most.
    var worth: Double
    /// The logarithm of the chance that every step on the way here is right.
    var chance: Double

    /// How often tree search came by, and what it found in all.
    var visits = 0
    var total = 0.0

    /// The score that counts: what the verifier does needs none, and what has none counts for nothing.
    var effectiveScore: Double { isVerified ? 1 : score ?? 0 }

    /// The mean of what was found from here on; the state's own worth is the first finding.
    var value: Double { (worth + total) / Double(1 + visits) }

    /// The contribution of the step to ``chance``.
    var logChance: Double { log(max(effectiveScore, 1e-3)) }
}
