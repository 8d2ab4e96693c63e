public import Planning

extension Price {
    /// Reads a price in dollars per million tokens, such as `0.075`, into nano-dollars per million
    /// tokens, digit by digit: no figure is ever rounded. Nil for anything but a plain decimal that
    /// is not negative and has at most nine decimals.
    public static func nanodollars(decimal text: String) -> Int64? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let whole = parts[0]
        let fraction = parts.count == 2 ? parts[1] : "0"
        let digits = { (part: Substring) in !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        guard digits(whole), digits(fraction), fraction.count <= 9,
            let units = Int64(whole), let rest = Int64(fraction + String(repeating: "0", count: 9 - fraction.count))
        else { return nil }
        let (scaled, overflow) = units.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow, scaled <= Int64.max - rest else { return nil }
        return scaled + rest
    }
}
