import Answers
import Testing

struct AnswerFindingTests {
    @Test(arguments: [
        ("She sells 9 eggs.\n#### 18", "18"),
        ("#### 3\nno, wait\n#### 1,800", "1800"),
        ("So we get \\boxed{\\frac{1}{2}}.", "1/2"),
        ("First \\boxed{3}, but in fact \\boxed{(1, \\{2\\})}", "(1, {2})"),
        ("\\boxed 5", "5"),
        ("Thus the answer is 42. That is 6 times 7.", "42"),
        ("The final answer is: $3.50.", "$3.50"),
        ("**Answer:** 7 apples", "7 apples"),
        ("Answer: no\n", "no"),
        ("The answer is 3.\nI checked. The answer is 4.", "4"),
        ("The answer to the question is 12", "12"),
        ("Let us see.\n\n  17 km  \n\n", "17 km"),
        ("#### \nThe answer is 5", "5"),
        ("the answer is \\boxed{8} as \\boxed{9} was wrong", "9"),
    ])
    func theAnswerIsFoundInItsText(text: String, answer: String) {
        #expect(Answer(givenBy: text) == Answer(answer))
        #expect(Answer(answer).isGiven(by: text))
    }

    @Test(arguments: [
        ("The total is 18 apples, as 9 * 2 = 18.", "18"), ("So he pays $1,250 in all.", "1250"),
        ("The answer is 18 eggs each day.", "18"), ("That leaves 20 - 3 = 17", "17"), ("It is 5-3", "3"),
        ("half of it, 1/2", "0.5"), ("It was 30% in the end", "30%"),
    ])
    func aNumberIsAlsoFoundAtTheEndOfASentence(text: String, answer: String) {
        #expect(Answer(answer).isGiven(by: text))
    }

    @Test(arguments: [
        ("The answer is 18.", "17"), ("", "0"), ("I do not know.", "5"), ("It is 5, or maybe 6", "5"),
        ("#### 5\nIt is 6.", "6"), ("The answer is yes, with 3 votes", "no"), ("no number here", "0"),
    ])
    func whatATextDoesNotArriveAtIsNotFound(text: String, answer: String) {
        #expect(!Answer(answer).isGiven(by: text))
    }

    @Test(arguments: [
        ("42", "42.0"), ("42", " $42 "), ("42", "The answer is 42."), ("1234", "1,234"), ("1,234.50", "$1234.5"),
        ("-3", "−3"), ("5", "3 + 2 = 5 apples"), ("50 %", "50"), ("yes", "Yes"), ("a  b", "A b"), ("3/4", "0.75"),
        ("7 metres", "7"), ("5", "10-5"),
    ])
    func anAnswerMayBeWrittenInOtherWaysThanTheRightOne(right: String, answer: String) {
        #expect(Answer(right).isGiven(by: answer))
    }

    @Test(arguments: [
        ("42", "43"), ("42", "4.2"), ("42", ""), ("42", "none"), ("42", "42 or 43"), ("3", "-3"), ("3/4", "4"),
        ("yes", "no"), ("1234", "1234567"), ("0.5", "5"),
    ])
    func anotherAnswerIsNotTheRightOne(right: String, answer: String) {
        #expect(!Answer(right).isGiven(by: answer))
    }
}
