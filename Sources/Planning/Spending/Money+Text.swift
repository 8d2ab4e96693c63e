extension Money: CustomStringConvertible {
    /// The amount as a person reads it, such as `$0.0412`: at least two decimals, and for small
    /// amounts as many as it takes to show three digits that are not zero.
    public var description: String {
        let magnitude = nanodollars.magnitude
        let sign = nanodollars < 0 ? "-" : ""
        var decimals = 2
        var unit: UInt64 = 10_000_000
        while unit > 1, magnitude > 0, magnitude / unit < 100 {
            unit /= 10
            decimals += 1
        }
        // Rounding to the digits that are shown, half up.
        let rounded = (magnitude + unit / 2) / unit
        let scale = 1_000_000_000 / unit
        var fraction = String(rounded % scale)
        fraction = String(repeating: "0", count: decimals - fraction.count) + fraction
        while fraction.count > 2, fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(sign)$\(rounded / scale).\(fraction)"
    }
}
