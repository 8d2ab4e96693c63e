/// What a provider allows. Calls beyond it wait their turn, first come, first served; waiting costs
/// time and no money.
public struct CallQuota: Sendable, Hashable {
    /// How many calls may be under way at a time.
    public let concurrent: Int
    /// Seconds that have to pass between the beginnings of two calls.
    public let spacing: Double

    /// No limit at all.
    public static let unlimited = CallQuota()

    /// A quota; at least one call at a time.
    public init(concurrent: Int = .max, spacing: Double = 0) {
        self.concurrent = max(concurrent, 1)
        self.spacing = max(spacing, 0)
    }
}
