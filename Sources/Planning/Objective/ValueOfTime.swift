/// What a user pays for time: λ in natural units.
///
/// A second that is worth `w` dollars gives λ / (1 − λ) = w · L_ref / C_ref, where L_ref and C_ref
/// are the seconds and dollars that the verifier alone would take (algorithms.md 5.1).
public struct ValueOfTime: Sendable, Hashable {
    /// Dollars for an hour.
    public let dollarsPerHour: Double

    /// An amount for an hour; nil when it is nothing, negative, infinite or NaN.
    public init?(dollarsPerHour: Double) {
        guard dollarsPerHour.isFinite, dollarsPerHour > 0 else { return nil }
        self.dollarsPerHour = dollarsPerHour
    }

    /// Reads `$30/h`, `0.5/min` or `$0.01/s`; nil for anything else.
    public init?(_ text: String) {
        let parts = text.filter { !$0.isWhitespace }.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let seconds = Self.seconds[parts[1].lowercased()],
            let dollars = Double(parts[0].hasPrefix("$") ? parts[0].dropFirst() : parts[0])
        else { return nil }
        self.init(dollarsPerHour: dollars * 3600 / seconds)
    }

    /// The λ that weighs time like this where the verifier alone takes so long and costs so much.
    /// Without a cost, only time is left to weigh: λ is 1. Nil when the reference is no reference.
    public func lambda(reference: Reference) -> Lambda? {
        guard reference.seconds.isFinite, reference.dollars.isFinite, reference.seconds > 0, reference.dollars >= 0
        else { return nil }
        let worth = dollarsPerHour / 3600 * reference.seconds
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

extension ValueOfTime: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let dollars = try container.decode(Double.self)
        guard let value = ValueOfTime(dollarsPerHour: dollars) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\(dollars) dollars for an hour are no value of time")
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(dollarsPerHour)
    }
}
