import Planning
import Tasks
import Testing

/// Answers to questions, and how files of them are read.
struct AnswerTests {
    @Test func aQuestionIsSolvedByItsAnswer() {
        let task = CheckedTask(name: "q", text: "How many?", measure: .answer("18"))
        #expect(task.verdict(on: RunSummary(task, [], answer: "$18")).grade == .optimal)
        let wrong = task.verdict(on: RunSummary(task, [], answer: "19"))
        #expect(wrong == TaskVerdict(.wrong, "the answer is 18, not 19"))
        #expect(task.verdict(on: RunSummary(task, [], answer: nil)).reason == "there is no answer")
    }

    @Test func aFileIsReadAsGSM8KIsDistributed() throws {
        let text = """
            {"question": "Two and two?", "answer": "2 + 2 = <<2+2=4>>4\\n#### 4"}

            {"id": 7, "question": "How much?", "answer": "$1,000 #### no\\n#### 1,000", "source": "me"}\r
            {"id": "last", "question": "Which?", "answer": "blue"}
            """
        let tasks = try TaskFile(parsing: text, file: "q.jsonl").tasks
        #expect(tasks.map(\.name) == ["line-1", "7", "last"])
        #expect(tasks.map(\.text) == ["Two and two?", "How much?", "Which?"])
        #expect(tasks.map(\.measure) == [.answer("4"), .answer("1,000"), .answer("blue")])
    }

    @Test(arguments: [
        ("", "q.jsonl: there is no task in it"),
        ("\n \n", "q.jsonl: there is no task in it"),
        ("nonsense", "q.jsonl:1: this is not JSON"),
        ("[1]", "q.jsonl:1: this is no object"),
        (
            #"{"question": "a", "answer": "1"}"# + "\n" + #"{"question": "b"}"#,
            "q.jsonl:2: there is no “answer”, only [question]"
        ),
        (#"{"answer": "1"}"#, "q.jsonl:1: there is no “question”"),
        (#"{"question": 3, "answer": "1"}"#, "q.jsonl:1: “question” is no text"),
        (#"{"question": " ", "answer": "1"}"#, "q.jsonl:1: “question” is no text"),
        (#"{"question": "a", "answer": 1}"#, "q.jsonl:1: “answer” is no text"),
        ("\n" + #"{"question": "a", "answer": "so #### "}"#, "q.jsonl:2: nothing stands behind the last “####”"),
        (#"{"question": "a", "answer": "1", "id": true}"#, "q.jsonl:1: “id” is no name"),
        (
            #"{"question": "a", "answer": "1", "id": "x"}"# + "\n" + #"{"question": "b", "answer": "1", "id": "x"}"#,
            "q.jsonl:2: the id “x” stands on line 1 already"
        ),
    ])
    func aFileThatIsWrongNamesTheLineAndWhatIsExpected(text: String, message: String) {
        let error = #expect(throws: DataFileError.self) { try TaskFile(parsing: text, file: "q.jsonl") }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    }
}
