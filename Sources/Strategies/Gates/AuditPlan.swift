import Planning

/// Which kept drafts are shown to the verifier for the record: those at one position of every few, which one
/// being drawn from the seed, so that no habit of the task can hide from it.
///
/// It depends on the position alone. A run that is resumed goes on as it would have, and whether a draft is
/// audited has nothing to do with how it was judged, as a sample that shall tell of the others needs it.
struct AuditPlan: Sendable, Hashable {
    /// One of so many; 0 for none.
    let every: Int
    let seed: UInt64

    /// - Parameter position: 1 is the first step.
    func includes(_ position: Int) -> Bool {
        guard every > 0 else { return false }
        let (block, place) = (position - 1).quotientAndRemainder(dividingBy: every)
        var random = SeededGenerator(seed: seed &+ UInt64(block) &* 0x9e37_79b9_7f4a_7c15)
        return Int.random(in: 0..<every, using: &random) == place
    }
}
