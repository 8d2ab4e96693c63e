/// Reads numbers as people write them.
enum NumberReader {
    /// A number with what it counts: `1,234.5 km`, `$18`, `3 1/2`, `-2.5e3`, `6.02*10^23`, `40%`, `3 million`.
    /// Nil where there is more in `text` than that.
    static func number(in text: String) -> Answer? {
        guard let match = text.prefixMatch(of: beginning.regex) else { return nil }
        var rest = text[match.range.upperBound...]
        guard var value = decimal(&rest) else { return nil }
        if let fraction = rest.prefixMatch(of: mixedFraction.regex), value.denominator == 1 {
            guard let above = Int128(fraction.output.1), let below = Int128(fraction.output.2),
                let part = ExactNumber(above, over: below), let sum = value.plus(part)
            else { return nil }
            value = sum
            rest = rest[fraction.range.upperBound...]
        } else if let line = rest.prefixMatch(of: slash.regex) {
            rest = rest[line.range.upperBound...]
            let isNegative = rest.first == "-"
            if isNegative { rest.removeFirst() }
            guard let below = decimal(&rest), let quotient = value.divided(by: below) else { return nil }
            guard let signed = isNegative ? quotient.negated : quotient else { return nil }
            value = signed
        }
        let signs = (match.output.1 + match.output.3).count { $0 == "-" }
        if !signs.isMultiple(of: 2) {
            guard let negated = value.negated else { return nil }
            value = negated
        }
        if let word = rest.prefixMatch(of: scaleName.regex), let scale = scales[word.output.1] {
            guard let scaled = ExactNumber(scale).flatMap(value.times) else { return nil }
            value = scaled
            rest = rest[word.range.upperBound...]
        }
        let currency = String(match.output.2)
        guard let unit = Unit.name(for: rest) else { return nil }
        return .number(value, unit: unit.isEmpty ? (currency.isEmpty ? nil : currency) : unit)
    }

    /// The last number in `text`, wherever it stands.
    static func last(in text: String) -> Answer? {
        text.matches(of: anywhere.regex).reversed().lazy.compactMap { match -> Answer? in
            var found = text[match.range]
            // In 5-3 the line is no sign.
            let before = text[..<match.range.lowerBound].last
            if "+-".contains(found.first ?? " "), before?.isNumber == true || before?.isLetter == true {
                found.removeFirst()
            }
            while found.last == "," { found.removeLast() }
            return number(in: String(found))
        }.first
    }

    private static let scales: [Substring: Int128] = [
        "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000,
    ]

    /// Takes a decimal number off the beginning of `rest`, with its power of ten.
    private static func decimal(_ rest: inout Substring) -> ExactNumber? {
        guard
            let match =
                rest.prefixMatch(of: grouped.regex) ?? rest.prefixMatch(of: plain.regex)
        else { return nil }
        let digits = match.output.filter { $0.isNumber || $0 == "." }
        rest = rest[match.range.upperBound...]
        var exponent = 0
        if let power = rest.prefixMatch(of: powerOfTen.regex) {
            guard let written = power.output.1 ?? power.output.2, let number = Int(written) else { return nil }
            exponent = number
            rest = rest[power.range.upperBound...]
        }
        return ExactNumber(digits: digits, exponent: exponent)
    }

    private static let beginning = Pattern(/([-+]?)\s*([$€£¥]?)\s*([-+]?)(?=[\d.])/)
    private static let mixedFraction = Pattern(/\s+(\d+)\s*\/\s*(\d+)(?![\d.\/])/)
    private static let slash = Pattern(/\s*\/\s*(?=\(?[-+]?[\d.])/)
    private static let scaleName = Pattern(/\s*(thousand|million|billion)(?![a-z])/)
    private static let anywhere = Pattern(/[-+]?[$€£¥]?\d[\d,]*(?:\.\d+)?(?:\s*\/\s*\d+)?%?/)
    private static let grouped = Pattern(/\d{1,3}(?:[, '’_]\d{3})+(?!\d)(?:\.\d+)?/)
    private static let plain = Pattern(/\d+(?:\.\d*)?|\.\d+/)
    private static let powerOfTen = Pattern(/[eE]([-+]?\d+)|\s*[*x]\s*10\s*\^\s*\(?([-+]?\d+)\)?/)
}
