/// Lengths of time as people write them in a configuration or on a command line.
public enum DurationText {
    /// Reads `90s`, `5m`, `1h30m`, `2d`, `250ms` or `0.5s`: numbers, each with a unit, no sign and no
    /// space. Nil for everything else, a number without a unit included, and for more than a
    /// hundred years.
    public static func duration(_ text: String) -> Duration? {
        guard !text.isEmpty, text.utf8.count <= 40 else { return nil }
        var rest = text[...]
        var seconds = 0.0
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            guard let number = Double(digits), digits.first != ".", digits.last != "." else { return nil }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { $0.isLetter }
            guard let factor = units[String(unit)] else { return nil }
            rest = rest.dropFirst(unit.count)
            seconds += number * factor
        }
        guard seconds <= 100 * 366 * 86_400 else { return nil }
        return .nanoseconds(Int64((seconds * 1e9).rounded()))
    }

    private static let units: [String: Double] = ["ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86_400]
}
