import Foundation
import Planning

/// How many steps tasks take.
public enum PlanLength: Sendable, Hashable {
    /// All the same.
    case fixed(Int)
    /// Geometric with this mean, at least one.
    case geometric(mean: Double)
    /// One of these, each as likely as any other.
    case oneOf([Int])

    /// Draws a length from 1 to `limit`.
    func steps(limit: Int, using random: inout SeededGenerator) -> Int {
        let count: Int
        switch self {
        case .fixed(let steps): count = steps
        case .geometric(let mean) where mean > 1:
            count = 1 + Int(min(log(1 - random.chance()) / log(1 - 1 / mean), Double(limit)))
        case .geometric: count = 1
        case .oneOf(let lengths): count = lengths.randomElement(using: &random) ?? 1
        }
        return min(max(count, 1), max(limit, 1))
    }
}
