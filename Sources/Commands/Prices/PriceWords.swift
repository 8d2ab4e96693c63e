import Backends
import Planning

/// Prices in words for people. Names and sources come from files of others, so that nothing in them reaches the terminal
/// as it is.
enum PriceWords {
    /// What is charged for, as a label.
    static func label(_ part: PricePart) -> String {
        switch part {
        case .input: "input"
        case .cacheRead: "from cache"
        case .cacheWrite: "to cache"
        case .cacheWriteHour: "to cache, 1 h"
        case .output: "output"
        case .reasoning: "reasoning"
        case .request: "each request"
        }
    }

    /// The parts that say something, in the order in which people read them.
    static func lines(_ price: Price) -> [(label: String, amount: String)] {
        let parts = price.parts
        return PricePart.allCases.compactMap { part in parts[part].map { (label(part), dollars($0)) } }
    }

    /// A price on one line.
    static func text(_ price: Price) -> String {
        lines(price).map { "\($0.label) \($0.amount)" }.joined(separator: ", ")
    }

    /// What a rule changes.
    static func change(_ rule: PriceRule) -> String {
        let parts = PricePart.allCases.compactMap { part in rule.parts[part].map { "\(label(part)) \(dollars($0))" } }
        return (parts + [rule.factor.map { "× \(Double($0) / 1e6)" }].compactMap(\.self)).joined(separator: ", ")
    }

    /// What becomes different, part by part.
    static func change(from old: PriceRow, to new: PriceRow) -> String {
        var changes = PricePart.allCases.compactMap { part -> String? in
            let (before, after) = (old.price[part], new.price[part])
            guard before != after, new.price.parts[part] != nil || old.price.parts[part] != nil else { return nil }
            return "\(label(part)) \(dollars(before)) → \(dollars(after))"
        }
        if old.rules != new.rules {
            let rules = new.statedRules.map { "\($0.condition.printable): \(change($0))" }
            changes.append(rules.isEmpty ? "no longer depends on the call" : rules.joined(separator: "; "))
        }
        if old.until != new.until { changes.append("until \(new.until?.description ?? "further notice")") }
        return changes.joined(separator: ", ")
    }

    /// Nano-dollars as dollars, to the last digit: a price is never rounded. At least two decimals.
    static func dollars(_ nanodollars: Int64) -> String {
        let digits = String(nanodollars % 1_000_000_000)
        var fraction = String(repeating: "0", count: 9 - digits.count) + digits
        while fraction.count > 2, fraction.hasSuffix("0") { fraction.removeLast() }
        return "$\(nanodollars / 1_000_000_000).\(fraction)"
    }

    /// From when on a row holds, and until when.
    static func time(_ row: PriceRow) -> String {
        let from = row.from.map { "from \($0)" } ?? "always"
        return from + (row.until.map { " until \($0)" } ?? "")
    }

    /// That prices are old; nil where they are not.
    static func age(of day: UTCInstant, at now: UTCInstant) -> String? {
        let days = day.days(until: now)
        guard days > PriceTable.freshDays else { return nil }
        return
            "prices were last compared on \(day.day), \(days) days ago; `outrider prices import` and `update` take newer ones"
    }
}
