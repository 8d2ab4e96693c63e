/// What many values of one figure come to.
struct Spread {
    let count: Int
    let minimum: Double
    let median: Double
    let percentile99: Double
    let maximum: Double

    /// The spread of `values`; nil when there are none.
    init?(_ values: [Double]) {
        let sorted = values.sorted()
        guard let first = sorted.first, let last = sorted.last else { return nil }
        count = sorted.count
        minimum = first
        maximum = last
        median = Self.quantile(0.5, of: sorted)
        percentile99 = Self.quantile(0.99, of: sorted)
    }

    /// The smallest value that at least this part of all values does not exceed.
    private static func quantile(_ part: Double, of sorted: [Double]) -> Double {
        sorted[min(max(Int((part * Double(sorted.count)).rounded(.up)) - 1, 0), sorted.count - 1)]
    }
}
