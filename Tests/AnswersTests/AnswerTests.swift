import Answers
import Testing

struct AnswerTests {
    /// Ways to write one answer, each line of them equal.
    private static let spellings: [[String]] = [
        ["1234.5", "1,234.50", "$1234.5$", "\\(1234.5\\)", "**1234.5**", "1 234.5", "1'234.5", " 1234.5. ", "+1234.5"],
        ["10000", "10,000", "10\\,000", "10{,}000", "1e4", "1E+4", "1.0 \\times 10^{4}", "1*10^4", "10 thousand"],
        ["1/2", "0.5", ".5", "\\frac{1}{2}", "\\dfrac12", "\\tfrac{1}2", "2/4", "\\boxed{0.50}", "x = 1/2", "5e-1"],
        ["-1/2", "−0.5", "-\\frac{1}{2}", "\\frac{-1}{2}", "\\frac{1}{-2}", "-.5"],
        ["3/2", "1.5", "1 1/2", "1\\frac{1}{2}", "1\\frac12"],
        ["$18", "\\$18", "18 dollars", "18 USD", "$18.00", "18 dollar"],
        ["40%", "40\\%", "40 percent", "40.0 %"],
        ["90°", "90^\\circ", "90^{\\circ}", "90 degrees", "90\\degree"],
        ["5 km", "5km", "5 kilometers", "5\\text{ km}", "5 \\mathrm{km}"],
        ["3 million", "3,000,000", "3e6"],
        ["5 km/h", "5 km per hour"],
        ["7 apples", "7 Apples", "7 apple", "7\\text{ apples}"],
        [
            "{1, 2}", "\\{2,1\\}", "1, 2", "2 and 1", "2 or 1", "x = 1, x = 2", "x=2 or x=1", "1; 2", "1,2",
            "\\left\\{1,2\\right\\}",
        ],
        ["(1, 2)", "\\left(1,2\\right)", "(1,\\, 2)", "( 1.0 , 2 )"],
        ["[1, 2)", "\\left[1,2\\right)", "x \\in [1,2)"],
        ["(-\\infty, 1) \\cup (2, \\infty)", "(2,∞)∪(-∞,1)"],
        ["\\sqrt{2}", "sqrt(2)", "\\sqrt2"],
        ["2\\sqrt{3}", "2 sqrt(3)"],
        ["2\\pi", "2 \\pi", "2π"],
        ["x^2 + 1", "x^{2}+1", "$x^2+1$"],
        ["(B)", "B", "b", "\\text{(B)}", "**B**"],
        ["Yes", "yes.", "\"yes\"", "YES"],
        ["the red block", "The  red block."],
    ]

    @Test(arguments: spellings) func oneAnswerHasManySpellings(spellings: [String]) {
        let first = Answer(spellings[0])
        for spelling in spellings {
            #expect(Answer(spelling) == first, "\(spelling) is \(Answer(spelling)), not \(first)")
            #expect(Answer(spelling).description == first.description)
            #expect(first.agrees(with: Answer(spelling)))
        }
    }

    @Test func differentAnswersStayApart() {
        let answers = Self.spellings.map { Answer($0[0]) }
        // Only a number with a name for its size is the plain number too.
        #expect(Set(answers).count == answers.count)
    }

    @Test(arguments: [
        ("1/3", "0.33"), ("2+2", "4"), ("(1, 2)", "(2, 1)"), ("(1, 2)", "[1, 2]"), ("{1, 2}", "{1, 2, 3}"), ("5", "-5"),
        ("12", "1, 2"), ("5 km", "5 m"), ("$5", "5%"), ("2\\pi", "2"), ("5x", "5"), ("x^2", "X^2"), ("yes", "no"),
        ("10^2", "102"), ("3:30", "3"), ("1.2.3", "1.2"), ("{1, {2}}", "{1, 2}x"), ("0", ""),
    ])
    func notTheSame(left: String, right: String) {
        #expect(Answer(left) != Answer(right))
        #expect(!Answer(left).agrees(with: Answer(right)))
        #expect(!Answer(right).agrees(with: Answer(left)))
    }

    @Test(arguments: [
        ("18", "$18"), ("18", "18 eggs"), ("0.4", "40%"), ("40", "40%"), ("(1, 2 km)", "(1 km, 2)"),
        ("1, 2", "1 m, 2 m"),
    ])
    func whatOneLeavesOpenCountsAsWhatTheOtherSays(left: String, right: String) {
        #expect(Answer(left) != Answer(right))
        #expect(Answer(left).agrees(with: Answer(right)))
        #expect(Answer(right).agrees(with: Answer(left)))
    }

    @Test(arguments: [
        "", " ", "{", "}", "\\frac", "\\frac{1}", "\\frac{1}{0}", "1/0", "\\boxed{", "\\sqrt", "^", "^{", "$", "$$",
        "(", ")(",
        "[1,", "1e999999", "99999999999999999999999999999999999999999999999", "1e40", "-", ".", ",", ",,,", "∪", "x =",
        "--5",
        "\\", "\\\\", "{{{{{{1}", "1,,2", "\u{0}", "🧱", "1/2/3", "- 5 apples and 3 pears", "5 5", "\\text{", "#### ",
        "=",
    ])
    func whateverIsWrittenIsAnAnswerThatEqualsItself(text: String) {
        #expect(Answer(text) == Answer(text))
        #expect(Answer(text).agrees(with: Answer(text)))
        #expect(Answer(givenBy: text) == Answer(givenBy: text))
    }

    @Test func numbersThatAreTooLargeStayText() {
        let large = String(repeating: "9", count: 60)
        #expect(Answer(large) == Answer(large))
        #expect(Answer(large) != Answer(large + "9"))
        #expect(Answer("1e37") == Answer("1" + String(repeating: "0", count: 37)))
    }
}
