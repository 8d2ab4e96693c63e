public import Planning

/// What a controller learns from.
public enum DepthOutcome: Sendable, Hashable {
    /// A draft took this long and cost this much; the cost is nil when a price is unknown.
    case drafted(Duration, Money?)
    /// A verification took this long and cost this much.
    case verified(Duration, Money?)
    /// A verification was cancelled at this age and was charged this much all the same.
    case verificationCancelled(Duration, Money?)
    /// A draft and a verdict on the same prefix could be compared.
    case compared(agrees: Bool)
    /// A step was committed, this long after the one before it; in between, this much was spent.
    case committed(Duration, Money?)
}
