import Foundation

/// An answer as far as two of them can be compared: a number where it is one, and its words otherwise.
///
/// A number may have a currency sign, a unit, thousands separators, a percent sign or a full stop around it, and a
/// sentence is taken at its last number. `1,234.50`, `$1234.5` and `It costs 1234.5 dollars.` are equal.
public struct AnswerText: Sendable, Hashable {
    private let text: String
    /// Every number in it, in order.
    private let numbers: [Decimal]

    /// The answer in `text`.
    public init(_ text: some StringProtocol) {
        self.text = Self.trimmed(text).lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        numbers = Self.numbers(in: self.text)
    }

    /// Whether this says the same as the right answer: the same number at its end, where the right answer is one
    /// number with a sign or a unit, and the same words otherwise.
    public func agrees(with right: AnswerText) -> Bool {
        guard let expected = right.numbers.first, right.numbers.count == 1, right.words <= Self.mostWordsOfANumber
        else { return text == right.text }
        return numbers.last == expected
    }

    /// `$ 1.50`, `5 square metres`: a number with its unit; more is a sentence.
    private static let mostWordsOfANumber = 3

    private var words: Int { text.split(separator: " ").count }

    static func trimmed(_ text: some StringProtocol) -> String {
        text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func numbers(in text: String) -> [Decimal] {
        text.matches(of: /[-−]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?/).compactMap { match in
            var digits = match.output.filter { $0 != "," }
            if let sign = digits.first, sign == "-" || sign == "−" {
                // Between two numbers or words it is a dash.
                let before = text[..<match.range.lowerBound].last
                digits = (before?.isLetter == true || before?.isNumber == true ? "" : "-") + digits.dropFirst()
            }
            return Decimal(string: digits)
        }
    }
}
