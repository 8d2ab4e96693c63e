import Planning

/// Reads amounts of dollars from JSON, where they are numbers or texts.
enum JSONPrice {
    /// What a price is expected to be.
    static let expectation = "expected dollars, from 0 to 1000000 per million tokens"

    /// What is wrong with a price that says it is in another currency than dollars: nothing is converted here, since a
    /// rate has a date. Nil where nothing is.
    static func objection(toCurrency value: JSONValue?) -> String? {
        guard let value, value != .null, value.string?.uppercased() != "USD" else { return nil }
        return "prices are in dollars, and “\((value.string ?? value.canonical).prefix(20))” is not converted; convert "
            + "them at the rate of a day, and say so in their source"
    }

    /// The dearest price that is believed: a million dollars per million tokens.
    private static let most: Int64 = 1_000_000_000_000_000

    /// An amount in dollars, as nano-dollars. Texts are read digit by digit. Nil for anything that is no price.
    static func dollars(_ value: JSONValue) -> Int64? {
        if case .string(let text) = value { return Price.nanodollars(decimal: text).flatMap(believed) }
        return value.double.flatMap { scaled($0, by: 1e9) }
    }

    /// An amount in dollars per token, as nano-dollars per million tokens.
    static func dollarsPerToken(_ value: JSONValue) -> Int64? {
        let number = if case .string(let text) = value { plain(text) } else { value.double }
        return number.flatMap { scaled($0, by: 1e15) }
    }

    /// Prices have few digits; a double holds them so well that the nearest whole number is the price itself.
    private static func scaled(_ value: Double, by scale: Double) -> Int64? {
        Int64(exactly: (value * scale).rounded()).flatMap(believed)
    }

    private static func believed(_ nanodollars: Int64) -> Int64? {
        (0...most).contains(nanodollars) ? nanodollars : nil
    }

    /// A decimal number; `Double.init` would also take hexadecimal, infinite and unending ones.
    private static func plain(_ text: String) -> Double? {
        text.utf8.count <= 40 && text.utf8.allSatisfy { "0123456789.eE-+".utf8.contains($0) } ? Double(text) : nil
    }
}
