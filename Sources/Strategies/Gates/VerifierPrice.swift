import Planning

/// What it is worth not to ask the verifier for a step, where 1 is all that asking it takes:
/// λ · t/t_ref + (1 − λ) · c_t/c_ref (algorithms.md 3.3).
///
/// The reference is the verifier's own step, so that both ratios are 1; but a verifier that costs nothing
/// has no cost to spare, and then λ says what is left.
struct VerifierPrice: Sendable, Hashable {
    let lambda: Double
    private var isFree = false

    init(lambda: Double) {
        self.lambda = lambda
    }

    /// From 0 to 1.
    var value: Double { isFree ? lambda : 1 }

    /// The verifier was asked, at this cost; nil where its price is unknown.
    mutating func asked(at cost: Money?) {
        isFree = cost == .zero
    }
}
