import ArgumentParser
import Backends
import Planning

/// Dollars as a flag gives them, such as `0.50` or `$2`; read from the digits, never through a float.
struct DollarAmount: ExpressibleByArgument {
    let money: Money

    init?(argument: String) {
        let digits = argument.hasPrefix("$") ? String(argument.dropFirst()) : argument
        guard let nanodollars = Price.nanodollars(decimal: digits) else { return nil }
        money = Money(nanodollars: nanodollars)
    }
}
