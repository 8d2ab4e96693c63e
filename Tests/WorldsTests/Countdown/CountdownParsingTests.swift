import Testing

@testable import Worlds

struct CountdownParsingTests {
    @Test(arguments: ["3 7 8 25 -> 100", "3, 7, 8 and 25 → 100", "3;7;8;25\n->\n100", " 3 7 8 25->100 "])
    func numbersAndATargetAreRead(text: String) throws {
        let problem = try CountdownProblem(parsing: text)
        #expect(problem.numbers == [3, 7, 8, 25])
        #expect(problem.target == 100)
        #expect(problem.description == "3 7 8 25 -> 100")
    }

    @Test(
        arguments: [
            ("3 7 8 25", .missingArrow, "“3 7 8 25”"),
            ("", .missingArrow, "“”"),
            ("3 -> 7 -> 8", .severalArrows, "2 arrows"),
            ("-> 100", .nothingSaid, "no numbers"),
            ("3 7 ->", .nothingSaid, "no target"),
            ("3 seven -> 10", .unreadable, "“seven”"),
            ("3 2.5 -> 10", .unreadable, "“2.5”"),
            ("3 ٣ -> 10", .unreadable, "“٣”"),
            ("0 3 -> 3", .outOfRange, "“0”"),
            ("-2 3 -> 3", .outOfRange, "“-2”"),
            ("1 2 -> 1000001", .outOfRange, "“1000001”"),
            ("1 2 -> 99999999999999999999999", .outOfRange, "“99999999999999999999999”"),
            ("1-2 3 -> 3", .outOfRange, "“1-2”"),
            ("1 2 3 4 5 6 7 -> 8", .tooManyNumbers, "7 numbers; at most 6"),
            ("1 2 -> 3 4", .severalTargets, "3 and 4"),
        ] as [(String, CountdownError.Code, String)])
    func whatIsNoProblemIsRefusedWithTheWordsThatAreToBlame(
        text: String, code: CountdownError.Code, blamed: String
    ) throws {
        let error = #expect(throws: CountdownError.self) { try CountdownProblem(parsing: text) }
        #expect(error?.code == code)
        #expect(error?.description.contains(blamed) == true, "\(error?.description ?? "")")
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        var generator = CountdownGenerator(seed: 3)
        for _ in 0..<20 {
            let problem = generator.problem()
            #expect(try CountdownProblem(parsing: problem.description) == problem)
        }
    }
}
