import Foundation
public import Planning

/// A bandit over depths that assumes nothing about how the rounds come about (BanditSpec's EXP3Spec,
/// arXiv 2505.15141, adapted as in algorithms.md 6.1).
///
/// An arm is drawn with a weight of exp(−η·Ẑ), Ẑ its losses so far, each divided by the chance with
/// which it was drawn; losses are forgotten with 0.99, so η stays at that of a hundred rounds.
public struct EXP3Depth: DepthController, Hashable {
    private var arms: DepthArms
    private var losses = [Double](repeating: 0, count: DepthArms.count)
    private var generator: SeededGenerator
    private var rounds = 0.0

    /// A bandit that knows nothing yet.
    public init(_ preference: Preference, seed: UInt64) {
        arms = DepthArms(preference)
        generator = SeededGenerator(seed: seed)
    }

    public var name: String { ControllerName.exp3.rawValue }

    public mutating func decide(_ context: DepthContext) -> DepthDecision {
        if arms.current == nil { arms.play(draw()) }
        return DepthDecision(depth: arms.depth, reason: "drawn by its results so far")
    }

    public mutating func observe(_ outcome: DepthOutcome) {
        // A loss is divided by the chance with which its depth was drawn; one that was not drawn has none.
        guard let result = arms.observe(outcome), !result.isImposed else { return }
        let chance = chances[result.arm]
        rounds = rounds * Self.memory + 1
        for arm in losses.indices { losses[arm] *= Self.memory }
        // J = 1 is the verifier alone; twice that is as bad as it gets.
        losses[result.arm] += min(result.objective / 2, 1) / chance
    }

    private mutating func draw() -> Int {
        let chances = chances
        var rest = generator.chance()
        for arm in chances.indices {
            rest -= chances[arm]
            if rest < 0 { return arm }
        }
        return chances.count - 1
    }

    private var chances: [Double] {
        let count = Double(DepthArms.count)
        let rate = (log(count) / (max(rounds, 1) * count)).squareRoot()
        let least = losses.min() ?? 0
        let weights = losses.map { exp(-rate * ($0 - least)) }
        let total = weights.reduce(0, +)
        // Never so small that one loss outweighs all that was learnt.
        return weights.map { 0.95 * $0 / total + 0.05 / count }
    }

    private static let memory = 0.99

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        arms = try container.decode(DepthArms.self, forKey: .arms)
        losses = try container.decode([Double].self, forKey: .losses)
        generator = try container.decode(SeededGenerator.self, forKey: .generator)
        rounds = try container.decode(Double.self, forKey: .rounds)
        guard losses.count == DepthArms.count else {
            throw DecodingError.dataCorruptedError(
                forKey: .losses, in: container, debugDescription: "Each of \(DepthArms.count) depths has its loss.")
        }
    }
}
