import Planning
import Testing

@testable import Tools

struct CalculatorTests {
    @Test(arguments: [
        ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("10 - 4 - 3", "3"), ("2 ^ 3 ^ 2", "512"), ("-2 ^ 2", "-4"),
        ("(-2) ^ 2", "4"), ("2 ^ -1", "0.5"), ("--3", "3"), ("+3 - -3", "6"), ("7 / 2", "3.5"), ("6 / 3", "2"),
        ("7 % 3", "1"), ("-7 % 3", "-1"), ("7.5 % 2", "1.5"), ("0.5 * 4", "2"), (".5 + .5", "1"), ("1e3", "1000"),
        ("1.5e-3", "0.0015"), ("1E+2", "100"), ("2*(3+4)^2/7", "14"), (" \t2\n+\r2 ", "4"),
        ("9007199254740993 + 0", "9007199254740993"),
        ("123456789012345678901234567890 + 1", "123456789012345678901234567891"),
        ("2 ^ 100", "1267650600228229401496703205376"), ("2 ^ 200", "1.6069380442589903e+60"),
        ("99999999999999999999 * 99999999999999999999", "1e+40"),
        ("sqrt(16)", "4"), ("sqrt(1000000000000000000000000000000)", "1000000000000000"),
        ("sqrt(152415787532388367501905199875019052100)", "12345678901234567890"), ("sqrt(0.25)", "0.5"),
        ("abs(-7)", "7"), ("abs(2.5)", "2.5"), ("min(3, 1, 2)", "1"), ("max(3, 1.5, 2)", "3"), ("max(2)", "2"),
        ("min(9007199254740993, 9007199254740992)", "9007199254740992"),
        ("round(2.5)", "3"), ("round(-2.5)", "-3"), ("floor(-1.5)", "-2"), ("ceil(1.2)", "2"), ("floor(7)", "7"),
        ("ln(1)", "0"), ("exp(0)", "1"), ("ln(exp(2))", "2"), ("0 ^ 0", "1"), ("max(1, 2) * min(3, 4)", "6"),
    ])
    func expressionsAreComputed(expression: String, value: String) async throws {
        #expect(try await Calculator().call(["expression": .string(expression)]) == Observation(value))
    }

    @Test(arguments: [
        ("", "the expression ends where a number is expected"),
        ("1 +", "the expression ends where a number is expected"),
        ("(1 + 2", "the expression ends where “)” is expected"),
        ("1 2", "at “2” (character 3) an operator is expected"),
        ("2 $ 3", "at “$ 3” (character 3) an operator is expected"),
        ("1 + )", "at “)” (character 5) a number is expected"),
        ("sqrt 4", "at “4” (character 6) “(” after “sqrt” is expected"),
        ("sin(1)", "there is no function “sin”"),
        ("sqrt(1, 2)", "sqrt takes one number, not 2"),
        ("sqrt()", "at “)” (character 6) a number is expected"),
        ("1.2.3", "“1.2.3” is not a number"),
        ("1e", "“1e” is not a number"),
        ("1 / 0", "division by zero"),
        ("1 / (2 - 2.0)", "division by zero"),
        ("5 % 0", "remainder of a division by zero"),
        ("0 ^ -1", "zero to a negative power is a division by zero"),
        ("(-8) ^ 0.5", "the power is not a real number"),
        ("10 ^ 400", "the power is too large"),
        ("1e999", "“1e999” is too large"),
        ("exp(1000)", "exp(1000) is too large"),
        ("1e308 * 10", "the product is too large"),
        ("sqrt(-1)", "sqrt takes no negative number"),
        ("ln(0)", "ln takes a positive number, not 0"),
        (String(repeating: "(", count: 100), "the expression is nested more than 64 levels deep"),
        (String(repeating: "-", count: 100) + "1", "the expression is nested more than 64 levels deep"),
        (String(repeating: "1+", count: 2000) + "1", "the expression is longer than 2000 characters"),
        ("١ + ٢", "a number is expected"),
    ])
    func mistakesAreExplained(expression: String, words: String) async throws {
        let observation = try await Calculator().call(["expression": .string(expression)])
        #expect(observation.isError)
        #expect(observation.text.contains(words), "\(observation.text)")
    }

    @Test func theSmallestIntegerIsNoTrap() throws {
        let smallest = "(-170141183460469231731687303715884105727 - 1)"
        #expect(try Expression.value(of: smallest) == .integer(.min))
        for expression in ["-\(smallest)", "\(smallest) / -1", "abs(\(smallest))", "\(smallest) * -1"] {
            #expect(try Expression.value(of: expression).description == "1.7014118346046923e+38")
        }
        #expect(try Expression.value(of: "\(smallest) % -1") == .integer(0))
    }
}
