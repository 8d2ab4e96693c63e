import Foundation

/// How much calls of a kind vary in time.
///
/// Two calls at once save less time the more they vary: what is saved is the time during which both are
/// under way, and that is the shorter one.
struct CallSpread: Sendable, Hashable, Codable {
    /// The variance of the logarithm, by the differences of neighbours: a slow change does not count.
    private var variance = MovingAverage(rate: 0.05)
    private var last: Double?

    /// A call took this many seconds.
    mutating func add(_ seconds: Double) {
        guard seconds.isFinite, seconds > 0 else { return }
        let logarithm = log(seconds)
        if let last { variance.add((logarithm - last) * (logarithm - last) / 2) }
        last = logarithm
    }

    /// The mean of the shorter one of two calls that take 1 and `part` on average: both log-normal, and of
    /// this spread.
    func overlap(_ part: Double) -> Double {
        guard part > 0 else { return 0 }
        let variance = variance.value ?? 0
        guard variance > 1e-4 else { return min(part, 1) }
        let width = (2 * variance).squareRoot()
        let ratio = log(part)
        return part * Self.normal((-ratio - variance) / width) + Self.normal((ratio - variance) / width)
    }

    /// The chance that a standard normal is below `value`.
    private static func normal(_ value: Double) -> Double { 0.5 * erfc(-value / 2.squareRoot()) }
}
