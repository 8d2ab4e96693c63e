/// What a user pays for time: λ in natural units.
///
/// A second that is worth `w` dollars gives λ / (1 − λ) = w · L_ref / C_ref, where L_ref and C_ref
/// are the seconds and dollars that the verifier alone would take (algorithms.md 5.1).
public struct ValueOfTime: Sendable, Hashable, Codable {
    /// Dollars for an hour.
    public let dollarsPerHour: Double

    /// An amount for an hour; nil when it is negative, infinite or NaN.
    public init?(dollarsPerHour: Double) {
        guard dollarsPerHour.isFinite, dollarsPerHour >= 0 else { return nil }
        self.dollarsPerHour = dollarsPerHour
    }

    /// Reads `$30/h`, `0.5/min` or `$0.01/s`; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        var amount = parts[0].trimmed
        if amount.hasPrefix("$") { amount = amount.dropFirst().trimmed }
        guard let dollars = Double(amount), let seconds = Self.seconds[parts[1].trimmed.lowercased()] else {
            return nil
        }
        self.init(dollarsPerHour: dollars * 3600 / seconds)
    }

    /// The λ that weighs time like this where the verifier alone takes so long and costs so much.
    /// Without a cost, only time is left to weigh: λ is 1. Nil when the reference is no reference.
    public func lambda(reference: Reference) -> Lambda? {
        guard reference.seconds.isFinite, reference.dollars.isFinite, reference.seconds > 0, reference.dollars >= 0
        else { return nil }
        let worth = dollarsPerHour / 3600 * reference.seconds
        guard worth + reference.dollars > 0 else { return nil }
        return Lambda(worth / (worth + reference.dollars))
    }

    private static let seconds: [String: Double] = [
        "h": 3600, "hour": 3600, "min": 60, "minute": 60, "s": 1, "second": 1,
    ]
}

extension ValueOfTime: CustomStringConvertible {
    /// As ``init(_:)-(String)`` reads it, such as `$30/h`.
    public var description: String {
        let whole = Int(exactly: dollarsPerHour).map { "\($0)" }
        return "$\(whole ?? "\(dollarsPerHour)")/h"
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        let rest = drop(while: \.isWhitespace)
        return rest.prefix(
            (rest.lastIndex { !$0.isWhitespace }).map { rest.distance(from: rest.startIndex, to: $0) + 1 } ?? 0)
    }
}
