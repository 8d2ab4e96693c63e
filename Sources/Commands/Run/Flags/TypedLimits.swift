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

    /// What time is worth, such as `$30/h`. What a shell makes of `$30` without quotes is told apart.
    static func valueOfTime(_ text: String) throws -> ValueOfTime {
        if let value = ValueOfTime(text) { return value }
        let isEaten = text.hasPrefix("0/") || text.hasPrefix("/")
        throw ValidationError(
            isEaten
                ? "nothing is left of the amount; put it in quotes, such as '$30/h' (to save money only: --lambda 0)"
                : "it is an amount of dollars for a time, such as '$30/h', '$0.5/min' or '$0.01/s'")
    }

    /// A number of steps that a run may have.
    static func steps(_ text: String) throws -> Int {
        guard let steps = Int(text), (1...100_000).contains(steps) else {
            throw ValidationError("it is a whole number between 1 and 100000")
        }
        return steps
    }

    /// A number of tokens such as `200000`, `200k` or `1.5M`.
    static func tokens(_ text: String) throws -> Int {
        var digits = text.lowercased().filter { $0 != " " && $0 != "_" && $0 != "," }
        let factor = digits.hasSuffix("k") ? 1e3 : digits.hasSuffix("m") ? 1e6 : 1
        if factor > 1 { digits.removeLast() }
        let isNumber = digits.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard isNumber, let number = Double(digits), let tokens = Int(exactly: (number * factor).rounded()), tokens > 0
        else { throw ValidationError("it is a whole number of tokens, such as 200000, 200k or 1.5M") }
        return tokens
    }

    /// Whose calls are meant.
    static func role(_ text: String) throws -> AgentRole {
        guard let role = AgentRole(rawValue: text) else {
            throw ValidationError("it is one of \(AgentRole.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return role
    }

    /// Who scores steps, such as `judge:openai/gpt-4.1-mini`.
    static func reward(_ text: String) throws -> RewardChoice {
        guard let choice = RewardChoice(text) else {
            throw ValidationError("it is one of \(RewardChoice.forms.joined(separator: ", "))")
        }
        return choice
    }
}
