import Planning
import Testing

@testable import Commands

struct BatchFileTests {
    private func tasks(_ text: String) throws -> [BatchTask] { try BatchFile(parsing: text, file: "t.jsonl").tasks }

    @Test func aLineIsATextOrAnObject() throws {
        let text = """
            "stack a on b"

            {"id": "x", "task": "stack b on a", "agent": "mine", "lambda": 0.25, "seed": 7, "max_steps": 4, \
            "max_cost": 0.05, "max_tokens": "20k", "max_time": "90s", "max_working_time": "1m"}
            """
        let tasks = try tasks(text)
        #expect(tasks.map(\.name) == ["line-1", "x"])
        #expect(tasks.map(\.line) == [1, 3])
        #expect(tasks.map(\.text) == ["stack a on b", "stack b on a"])
        #expect(tasks[1].choice == .init(agent: "mine", lambda: 0.25, seed: 7))
        let limits = Limits(steps: 9).told(tasks[1].limits)
        #expect(
            limits
                == Limits(
                    steps: 4, cost: Money(dollars: 0.05), tokens: 20_000, time: .seconds(90),
                    workingTime: .seconds(60)))
    }

    @Test(arguments: [
        ("nonsense", "not JSON"), ("[1]", "neither a text nor an object"), ("{\"id\": 1}", "there is no “task”"),
        ("{\"task\": \"x\", \"lamda\": 1}", "did you mean “lambda”"), ("\" \"", "the task is empty"),
        ("{\"task\": \"x\", \"lambda\": 2}", "“lambda” is a number"),
        ("{\"task\": \"x\", \"max_cost\": \"lots\"}", "“max_cost” cannot be read"),
        ("{\"task\": \"x\", \"max_steps\": -1}", "“max_steps” cannot be read"),
        ("{\"task\": \"x\", \"id\": []}", "“id” is no name"), ("{\"task\": \"x\", \"seed\": -1}", "“seed” is"),
    ]) func aLineThatIsWrongIsNamed(line: String, problem: String) throws {
        let failure = #expect(throws: Failure.self) { try tasks("\"fine\"\n\(line)") }
        #expect(failure?.status == .invalidInput)
        #expect(failure?.description.contains("t.jsonl:2") == true, "\(failure?.description ?? "")")
        #expect(failure?.description.contains(problem) == true, "\(failure?.description ?? "")")
    }

    @Test func everyWrongLineIsNamedUpToTen() throws {
        let failure = #expect(throws: Failure.self) {
            try tasks(Array(repeating: "x", count: 14).joined(separator: "\n"))
        }
        #expect(failure?.description.contains("t.jsonl:10") == true)
        #expect(failure?.description.contains("and 4 more lines") == true)
        #expect(failure?.description.contains("nothing was run") == true)
    }

    @Test func aTaskHasANameOfItsOwn() throws {
        let failure = #expect(throws: Failure.self) {
            try tasks(#"{"id": "a", "task": "x"}"# + "\n" + #"{"id": "a", "task": "y"}"#)
        }
        #expect(failure?.description.contains("stands on line 1 already") == true)
        #expect(throws: DataFileError.self) { try tasks("\n \n") }
    }
}
