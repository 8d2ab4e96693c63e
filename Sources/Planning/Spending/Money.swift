/// An amount of US dollars, exact to a billionth.
public struct Money: Sendable, Hashable, Comparable, Codable {
    /// The amount in billionths of a dollar.
    public var nanodollars: Int64

    /// An amount in billionths of a dollar.
    public init(nanodollars: Int64) {
        self.nanodollars = nanodollars
    }

    /// Nothing.
    public static let zero = Money(nanodollars: 0)

    /// The amount in dollars, for people and for JSON. Sums are made before this, never after.
    public var dollars: Double { Double(nanodollars) / 1_000_000_000 }

    /// The amount that is closest to `dollars`, or nil for NaN, infinities and amounts out of range.
    public init?(dollars: Double) {
        let scaled = (dollars * 1_000_000_000).rounded()
        guard let value = Int64(exactly: scaled) else { return nil }
        nanodollars = value
    }

    public static func < (left: Money, right: Money) -> Bool { left.nanodollars < right.nanodollars }

    /// The sum; it stops at the largest amount instead of overflowing.
    public static func + (left: Money, right: Money) -> Money {
        let (sum, overflow) = left.nanodollars.addingReportingOverflow(right.nanodollars)
        return Money(nanodollars: overflow ? (left.nanodollars < 0 ? .min : .max) : sum)
    }

    /// The difference; it stops at the smallest amount instead of overflowing.
    public static func - (left: Money, right: Money) -> Money {
        let (difference, overflow) = left.nanodollars.subtractingReportingOverflow(right.nanodollars)
        return Money(nanodollars: overflow ? (left.nanodollars < 0 ? .min : .max) : difference)
    }

    /// Adds `right`.
    public static func += (left: inout Money, right: Money) { left = left + right }

    public init(from decoder: any Decoder) throws {
        nanodollars = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(nanodollars)
    }
}
