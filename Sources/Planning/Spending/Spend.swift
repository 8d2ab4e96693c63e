/// What calls have cost, told honestly: the sum of what is known, how much of it is estimated, and
/// how many calls have no known cost at all.
public struct Spend: Sendable, Hashable, Codable {
    /// The sum over the calls whose cost is known.
    public private(set) var known: Money
    /// The part of `known` that is estimated.
    public private(set) var estimated: Money
    /// Calls whose cost is not known, because their model has no price.
    public private(set) var unpriced: Int

    /// Nothing spent, or what is known from elsewhere.
    public init(known: Money = .zero, estimated: Money = .zero, unpriced: Int = 0) {
        self.known = known
        self.estimated = estimated
        self.unpriced = unpriced
    }

    /// Nothing.
    public static let zero = Spend()

    /// The whole cost; nil as soon as the cost of one call is unknown.
    public var total: Money? { unpriced == 0 ? known : nil }

    /// Adds one call.
    /// - Parameters:
    ///   - cost: what it cost; nil when that is unknown.
    ///   - provenance: how the cost is known.
    public mutating func add(_ cost: Money?, provenance: Provenance) {
        guard let cost else {
            unpriced += 1
            return
        }
        known += cost
        if provenance == .estimated { estimated += cost }
    }

    /// Part by part.
    public static func + (left: Spend, right: Spend) -> Spend {
        Spend(
            known: left.known + right.known, estimated: left.estimated + right.estimated,
            unpriced: left.unpriced + right.unpriced)
    }
}
