/// The answer to a task, in a form in which answers can be compared.
///
/// Two answers are equal when they are written differently at most: `1,234.50` and `$1234.5$`,
/// `\frac{1}{2}` and `0.5`, `{1, 2}` and `\{2,1\}`. Nothing is computed beyond that: `2+2` is not `4`, and
/// `0.33` is not `1/3`.
public indirect enum Answer: Sendable, Hashable {
    /// A number, and what it counts.
    case number(ExactNumber, unit: String?)
    /// Several answers in no order, such as a set, a union of intervals, or all solutions of an equation.
    case set(Set<Answer>)
    /// Several answers in order, such as a point, or an interval, whose brackets tell its ends.
    case tuple([Answer], opening: Character, closing: Character)
    /// Anything else.
    case text(String)

    /// Reads an answer that stands alone, in plain text or LaTeX.
    public init(_ text: String) {
        self = AnswerReader.answer(in: PlainMathematics.plain(text))
    }

    /// Whether this is the same answer, where what one of them leaves open counts as what the other says:
    /// a unit may be left out, and a percentage may stand for itself or for its hundredth.
    ///
    /// This is for comparing two answers; of three the first may agree with the others, and these not with
    /// each other.
    public func agrees(with other: Answer) -> Bool {
        switch (self, other) {
        case (.number(let left, let leftUnit), .number(let right, let rightUnit)):
            switch (leftUnit, rightUnit) {
            case ("%", nil): left == right || ExactNumber(1, over: 100).flatMap(left.times) == right
            case (nil, "%"): left == right || ExactNumber(1, over: 100).flatMap(right.times) == left
            case (nil, _), (_, nil): left == right
            default: left == right && leftUnit == rightUnit
            }
        case (.set(let left), .set(let right)):
            left.count == right.count && left.allSatisfy { one in right.contains { one.agrees(with: $0) } }
        case (.tuple(let left, let opening, let closing), .tuple(let right, let otherOpening, let otherClosing)):
            opening == otherOpening && closing == otherClosing && left.count == right.count
                && zip(left, right).allSatisfy { $0.agrees(with: $1) }
        default: self == other
        }
    }
}

extension Answer: CustomStringConvertible {
    /// The one text of this answer; equal answers have equal texts.
    public var description: String {
        switch self {
        case .number(let value, let unit): unit.map { "\(value) \($0)" } ?? "\(value)"
        case .set(let members): "{" + members.map(\.description).sorted().joined(separator: ", ") + "}"
        case .tuple(let members, let opening, let closing):
            "\(opening)" + members.map(\.description).joined(separator: ", ") + "\(closing)"
        case .text(let text): text
        }
    }
}
