import Planning

/// A mean and how sure it is: the interval in which it lies with 95 %, by resampling.
public struct Estimate: Sendable, Hashable, Encodable {
    /// The mean.
    public let mean: Double
    /// The lower end.
    public let low: Double
    /// The upper end.
    public let high: Double

    init(mean: Double, low: Double, high: Double) {
        self.mean = mean
        self.low = low
        self.high = high
    }

    /// The mean of `values` with its bootstrap interval; nil without values. The same values give
    /// the same interval.
    public init?(_ values: [Double], resamples: Int = 2000) {
        // A mean is a ratio too: of the sum to the number of values.
        self.init(ratioOf: values.map { ($0, 1) }, resamples: resamples)
    }

    /// `0.873 [0.861, 0.886]`, or the mean alone where there is no spread.
    public var words: String {
        let (low, mean, high) = (low.rounded(to: 3), mean.rounded(to: 3), high.rounded(to: 3))
        return low == high ? mean : "\(mean) [\(low), \(high)]"
    }
}
