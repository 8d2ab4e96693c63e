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

    @Test func theQuestionHoldsTheTargetAndTheNumbersFromTheLargestDown() throws {
        let question = try question("3 5 9 7 -> 48")
        #expect(question.prompt == "48:9 7 5 3=")
        #expect(question.action(for: "9+7=16") == Action(tool: "add", arguments: ["a": 9, "b": 7]))
        #expect(question.action(for: "7+9=16") == nil)
        #expect(question.action(for: "9+7=17") == nil)
        #expect(question.action(for: "!")?.finishes == true)
        #expect(question.review(of: "!") == "48:9 7 5 3=!?")
    }

    @Test func numbersThatNoModelHasSeenAreNoChoices() throws {
        let product = try #require(CountdownMove(10, .times, 10))
        let problem = try CountdownProblem(parsing: "10 10 10 -> 50")
        let trajectory = Trajectory([Step(action: problem.action(for: product))])
        let question = try question("10 10 10 -> 50", after: trajectory)
        #expect(question.prompt == "50:100 10=")
        #expect(question.choices.map(\.text) == ["100+10=110", "100-10=90", "100/10=10", "!"])
    }

    @Test(arguments: ["1 2 3 4 5 -> 9", "11 2 -> 9", "1 2 -> 51"])
    func whatTheModelsDoNotKnowIsRefusedWithAdvice(task: String) throws {
        let error = #expect(throws: AgentError.self) { try question(task) }
        #expect(error?.code == .invalidTask)
        #expect(error?.description.contains("this task is “\(task)”; `--engine search` takes others") == true)
    }
}
