import Planning
import Testing

@testable import Worlds

struct BlocksworldDialectTests {
    private func question(_ task: String, after trajectory: Trajectory = Trajectory()) throws -> Question {
        try SimulatedWorld.blocksworld.question(ProposalRequest(task: task, trajectory: trajectory))
    }

    @Test func theLinesAreThoseThatTheModelsWereTrainedOn() async throws {
        let playouts = try Playout.all(of: .blocksworld)
        #expect(playouts.count >= 20)
        for playout in playouts { try await playout.check(in: .blocksworld) }
    }

    @Test func everyAnswerOfEveryStateIsReadBack() throws {
        for end in Arrangements.all(of: 3) {
            for named in [Set(0..<3), [0, 2], [1]] {
                let goal = try #require(Arrangements.goal(end, only: named))
                for start in Arrangements.all(of: 3) {
                    let problem = BlocksworldProblem(names: ["a", "b", "c"], start: start, goal: goal)
                    let dialect = try BlocksworldDialect(problem)
                    let before = dialect.question(after: Trajectory())
                    for choice in before.choices where !choice.action.finishes {
                        let question = dialect.question(after: Trajectory([Step(action: choice.action)]))
                        #expect(Set(question.choices.map(\.text)).count == question.choices.count)
                        for choice in question.choices {
                            #expect(question.action(for: " \(choice.text)\n") == choice.action)
                            #expect(question.answer(for: choice.action) == choice.text)
                        }
                    }
                }
            }
        }
    }

    @Test func equalStatesAskTheSameWhateverTheBlocksAreCalled() throws {
        let one = try question("c on a, a on table, b on table -> a on b, b on c")
        let other = try question("red on blue, blue on table, green on table -> blue on green, green on red")
        #expect(one.prompt == "?abc:|b|ca=")
        #expect(other.prompt == one.prompt)
        #expect(one.choices.map(\.text) == ["b<-", "a<c", "!"])
        #expect(other.choices.map(\.text) == one.choices.map(\.text))
        #expect(other.action(for: "a<c") == Action(tool: "unstack", arguments: ["block": "red", "from": "blue"]))
    }

    @Test func theGoalIsTheSameBeginningOfEveryQuestionOfATask() async throws {
        let playouts = try Playout.all(of: .blocksworld)
        for playout in playouts {
            #expect(Set(playout.lines.map { $0.prefix { $0 != ":" } }).count == 1)
        }
    }

    @Test func twoBlocksAreJoinedByOneThatNobodyMentions() throws {
        let question = try question("a on b -> b on a")
        #expect(question.prompt == "?ab?c:|ba|c=")
        #expect(question.choices.map(\.action.text) == ["unstack a from b", "finish"])
    }

    @Test func whatIsNoChoiceIsNoAction() throws {
        let question = try question("c on a, a on table, b on table -> a on b, b on c")
        for answer in ["", "a<", "x<y", "c<c", "b>-", "a<c!", "stack c on a"] {
            #expect(question.action(for: answer) == nil, "\(answer)")
        }
        #expect(question.answer(for: Action(tool: "put-down", arguments: ["block": "c"])) == nil)
        #expect(question.review(of: "a<c") == "?abc:|b|ca=a<c?")
    }

    @Test func tooManyBlocksAreRefusedWithAdvice() throws {
        let error = #expect(throws: AgentError.self) {
            try question("a on b, c on d, e on f, g on h -> a on c")
        }
        #expect(error?.code == .invalidTask)
        #expect(error?.description.contains("at most 7 blocks, and this task has 8") == true)
        #expect(error?.description.contains("--engine search") == true)
    }
}
