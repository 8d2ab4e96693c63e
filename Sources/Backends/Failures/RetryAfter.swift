import Foundation
import HTTPTypes

/// How long a provider asks to wait, in all the ways in which providers say it.
enum RetryAfter {
    /// The wait that the header fields of a failed reply ask for, or nil.
    /// - Parameter now: What a date is counted from.
    static func wait(in fields: HTTPFields, now: Date) -> Duration? {
        if let text = fields[.retryAfterMilliseconds], let milliseconds = Double(text) {
            return duration(seconds: milliseconds / 1000)
        }
        if let text = fields[.retryAfter]?.trimmed {
            if let seconds = Double(text) { return duration(seconds: seconds) }
            if let date = HTTPDate.parse(text) { return duration(seconds: max(0, date.timeIntervalSince(now))) }
        }
        return reset(in: fields, now: now)
    }

    /// The wait until the exhausted ones of the rate limits are reset; without an exhausted one,
    /// until the first of them is.
    private static func reset(in fields: HTTPFields, now: Date) -> Duration? {
        let limits = RateLimitReport.Kind.allCases.compactMap { kind -> (isExhausted: Bool, wait: Duration)? in
            guard let reset = RateLimitReport.reset(of: kind, in: fields, now: now) else { return nil }
            return (RateLimitReport.remaining(of: kind, in: fields).map { $0 <= 0 } ?? false, reset)
        }
        return limits.filter(\.isExhausted).map(\.wait).max() ?? limits.map(\.wait).min()
    }

    /// Reads `17s`, `6m0s`, `1h2m3.5s` or `120ms`.
    static func duration(spelled text: String) -> Duration? {
        let units = ["h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001]
        var seconds = 0.0
        var rest = text.trimmed[...]
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let number = rest.prefix { $0.isNumber || $0 == "." }
            rest = rest.dropFirst(number.count)
            let unit = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(unit.count)
            guard let value = Double(number), let scale = units[String(unit)] else { return nil }
            seconds += value * scale
        }
        return duration(seconds: seconds)
    }

    /// A wait of at most a year: more is no wait but a mistake, and could overflow.
    static func duration(seconds: Double) -> Duration? {
        guard seconds.isFinite, (0...31_536_000).contains(seconds) else { return nil }
        return .seconds(seconds)
    }
}

extension HTTPField.Name {
    fileprivate static let retryAfterMilliseconds = named("retry-after-ms")

    /// A field name from a literal of this module, which is a valid one.
    static func named(_ literal: String) -> HTTPField.Name {
        HTTPField.Name(literal) ?? .retryAfter
    }
}
