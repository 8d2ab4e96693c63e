import Foundation
import HTTPTypes

/// What the header fields of a reply say of the quotas that its call has drawn on: OpenAI's `x-ratelimit-…`, which
/// most compatible servers send as well, and Anthropic's `anthropic-ratelimit-…`. Figures that are none, such as the
/// −1 and 0 that Azure sends where it has nothing to say, are left out.
struct RateLimitReport: Sendable, Hashable {
    /// What is counted.
    enum Kind: String, Sendable, Hashable, CaseIterable {
        case requests, tokens
        case inputTokens = "input-tokens"
        case outputTokens = "output-tokens"
    }

    /// How one quota stands.
    struct Reading: Sendable, Hashable {
        /// The whole of it, where it is told.
        var limit: Int?
        /// What is left.
        var remaining: Int
        /// When the whole of it is there again, from now; nil where that is not told.
        var reset: Duration?
    }

    /// The quotas that are told of.
    private(set) var readings: [Kind: Reading] = [:]

    /// Reads header fields.
    /// - Parameter now: what a date is counted from.
    init(_ fields: HTTPFields, now: Date) {
        for kind in Kind.allCases {
            guard let remaining = Self.remaining(of: kind, in: fields), remaining >= 0 else { continue }
            let limit = Self.value("limit", of: kind, in: fields).flatMap { Int($0.trimmed) }
            let reset = Self.reset(of: kind, in: fields, now: now)
            if let limit, limit <= 0 { continue }
            // Nothing left of a quota of unknown size that never comes back is no quota.
            if remaining == 0, limit == nil, reset == nil { continue }
            readings[kind] = Reading(limit: limit, remaining: remaining, reset: reset)
        }
    }

    /// When a quota is whole again, from `now`: `1s`, `6m0s`, a number of seconds, or a date as in RFC 3339.
    static func reset(of kind: Kind, in fields: HTTPFields, now: Date) -> Duration? {
        guard let text = value("reset", of: kind, in: fields)?.trimmed else { return nil }
        if let duration = RetryAfter.duration(spelled: text) { return duration }
        if let seconds = Double(text) { return RetryAfter.duration(seconds: seconds) }
        return date(text).flatMap { RetryAfter.duration(seconds: max(0, $0.timeIntervalSince(now))) }
    }

    /// What is left of a quota, as it is told.
    static func remaining(of kind: Kind, in fields: HTTPFields) -> Int? {
        value("remaining", of: kind, in: fields).flatMap { Int($0.trimmed) }
    }

    private static func value(_ figure: String, of kind: Kind, in fields: HTTPFields) -> String? {
        for name in ["x-ratelimit-\(figure)-\(kind.rawValue)", "anthropic-ratelimit-\(kind.rawValue)-\(figure)"] {
            if let value = fields[.named(name)] { return value }
        }
        return nil
    }

    private static func date(_ text: String) -> Date? {
        let whole = Date.ISO8601FormatStyle()
        let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        return (try? whole.parse(text)) ?? (try? fractional.parse(text))
    }
}
