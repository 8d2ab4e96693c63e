public import Foundation

extension UTCInstant {
    /// The millisecond that a date lies in, also before 1970; for a date that is too far away, the nearest that there is.
    public init(_ date: Date) {
        let exact = (date.timeIntervalSince1970 * 1000).rounded(.down)
        self.init(milliseconds: Int64(exactly: exact) ?? (exact < 0 ? .min : .max))
    }
}
