/// An exponentially forgotten mean that starts as a plain one: the first values are not drowned by
/// a guess.
public struct MovingAverage: Sendable, Hashable, Codable {
    /// The weight of the newest value once enough have been seen, from 0 to 1.
    public let rate: Double
    /// The mean; nil before the first value.
    public private(set) var value: Double?
    /// How many values were seen.
    public private(set) var count = 0

    /// A mean that forgets with `rate`.
    public init(rate: Double) {
        self.rate = rate
    }

    /// Takes a value; NaN, infinities and negative values are passed over.
    public mutating func add(_ new: Double) {
        guard new.isFinite, new >= 0 else { return }
        // What was saved may be damaged.
        count = min(max(count, 0), 1 << 40) + 1
        let weight = max(rate, 1 / Double(count))
        value = (value ?? 0) * (1 - weight) + new * weight
    }
}
