import ArgumentParser
import Configuration
import Documents
import Planning

/// How the limits are read that people type. What cannot be read says how it is written.
enum TypedLimits {
    /// Dollars such as `0.50`, `.5`, `$2` or `2 usd`, read from the digits and never through a float.
    static func money(_ text: String) throws -> Money {
        var digits = text.lowercased().filter { $0 != " " && $0 != "_" }
        if digits.hasPrefix("$") { digits.removeFirst() } else if digits.hasSuffix("$") { digits.removeLast() }
        if digits.hasSuffix("usd") { digits.removeLast(3) }
        if digits.hasPrefix(".") { digits = "0" + digits }
        if digits.hasSuffix(".") { digits.removeLast() }
        guard let money = Money(decimal: digits) else {
            throw ValidationError("it is an amount of dollars, such as 0.50 or $2")
        }
        return money
    }

    /// A time such as `90s`, `5m` or `1h30m`; never nothing.
    static func duration(_ text: String) throws -> Duration {
        guard let duration = DurationText.duration(text.lowercased().filter { $0 != " " }), duration > .zero else {
            throw ValidationError("it is a time with its unit, such as 90s, 5m or 1h30m")
        }
        return duration
    }

    /// A number of steps that a run may have.
    static func steps(_ text: String) throws -> Int {
        guard let steps = Int(text), (1...100_000).contains(steps) else {
            throw ValidationError("it is a whole number between 1 and 100000")
        }
        return steps
    }
}
