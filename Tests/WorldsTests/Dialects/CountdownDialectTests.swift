import Planning
import Testing

@testable import Worlds

struct CountdownDialectTests {
    private func question(_ task: String, after trajectory: Trajectory = Trajectory()) throws -> Question {
        try SimulatedWorld.countdown.question(ProposalRequest(task: task, trajectory: trajectory))
    }

    @Test func theLinesAreThoseThatTheModelsWereTrainedOn() async throws {
        let playouts = try Playout.all(of: .countdown)
        #expect(playouts.count >= 20)
        for playout in playouts { try await playout.check(in: .countdown) }
    }

    @Test func everyAnswerIsReadBack() throws {
        for first in 1...10 {
            for second in first...10 {
                let question = try question("\(second) \(first) 7 -> 49")
                #expect(Set(question.choices.map(\.text)).count == question.choices.count)
                for choice in question.choices {
                    #expect(question.action(for: "\(choice.text)\n") == choice.action)
                    #expect(question.answer(for: choice.action) == choice.text)
                }
            }
        }
    }

    @Test func theQuestionHoldsTheTargetTheNumbersAndWhatCanBeMadeOfThem() throws {
        let question = try question("3 9 7 -> 16")
        #expect(question.prompt == "g:973,.p7.,.n9.,Mjd.,73*l+a-4,93*r+c-6/3,97+g-2=")
        #expect(question.action(for: "9+7=g") == Action(tool: "add", arguments: ["a": 9, "b": 7]))
        #expect(question.action(for: "7+9=g") == nil)
        #expect(question.action(for: "9+7=h") == nil)
        #expect(question.action(for: "!")?.finishes == true)
        #expect(question.review(of: "!") == "\(question.prompt)!?")
    }

    @Test func equalNumbersMakeEqualMovesWhichAreThereOnce() throws {
        let question = try question("4 2 4 -> 8")
        #expect(question.prompt == "8:442,wc42,wc42,ga64,42*8+6-2/2,44*g+8/1=")
        #expect(
            question.choices.map(\.text)
                == ["4*4=g", "4+4=8", "4/4=1", "4*2=8", "4+2=6", "4-2=2", "4/2=2", "!"])
    }

    @Test func numbersWithoutADigitAreNoChoices() throws {
        let product = try #require(CountdownMove(10, .times, 10))
        let problem = try CountdownProblem(parsing: "10 10 10 2 -> 50")
        let trajectory = Trajectory([Step(action: problem.action(for: product))])
        let question = try question("10 10 10 2 -> 50", after: trajectory)
        #expect(question.prompt.hasPrefix("O:~a2,"))
        #expect(question.choices.map(\.text) == ["a*2=k", "a+2=c", "a-2=8", "a/2=5", "!"])
    }

    @Test(arguments: ["1 2 3 4 5 -> 9", "11 2 -> 9", "1 2 -> 51"])
    func whatTheModelsDoNotKnowIsRefusedWithAdvice(task: String) throws {
        let error = #expect(throws: AgentError.self) { try question(task) }
        #expect(error?.code == .invalidTask)
        #expect(error?.description.contains("this task is “\(task)”; `--engine search` takes others") == true)
    }
}
