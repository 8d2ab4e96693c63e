import Backends
public import Planning

extension Money {
    /// Reads an amount of dollars such as `0.50`, digit by digit: nothing is rounded. Nil for anything
    /// but a plain decimal that is not negative and has at most nine decimals.
    public init?(decimal text: String) {
        guard let nanodollars = Price.nanodollars(decimal: text) else { return nil }
        self.init(nanodollars: nanodollars)
    }

    /// The amount as a configuration writes it: exact, without a dollar sign and without zeros that
    /// say nothing. For amounts that are not negative.
    var decimal: String {
        let fraction = String(nanodollars % 1_000_000_000)
        var digits = String(repeating: "0", count: 9 - fraction.count) + fraction
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(nanodollars / 1_000_000_000)" + (digits.isEmpty ? "" : ".\(digits)")
    }
}
