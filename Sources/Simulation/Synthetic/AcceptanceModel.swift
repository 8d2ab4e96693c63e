import Planning

/// How often the drafter is right, and how that varies.
public enum AcceptanceModel: Sendable, Hashable {
    /// Every draft with the same chance.
    case constant(Double)
    /// Every step with a chance of its own, from a Beta distribution.
    case beta(Double, Double)
    /// Every task with a chance of its own, from a Beta distribution.
    case byTask(Double, Double)
    /// Good and bad stretches: a two-state Markov chain that stays in its state with chance `stay`.
    case bursty(good: Double, bad: Double, stay: Double)

    /// The chances of the steps of one task.
    func chances(_ count: Int, using random: inout SeededGenerator) -> [Double] {
        switch self {
        case .constant(let chance):
            return [Double](repeating: chance, count: count)
        case .beta(let alpha, let beta):
            return (0..<count).map { _ in random.beta(alpha, beta) }
        case .byTask(let alpha, let beta):
            return [Double](repeating: random.beta(alpha, beta), count: count)
        case .bursty(let good, let bad, let stay):
            var isGood = random.chance() < 0.5
            return (0..<count).map { _ in
                if random.chance() >= stay { isGood.toggle() }
                return isGood ? good : bad
            }
        }
    }
}
