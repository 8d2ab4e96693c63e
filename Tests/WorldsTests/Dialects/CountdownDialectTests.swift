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
        for first in 1...12 {
            for second in first...12 {
                let question = try question("\(second) \(first) 7 -> 90")
                #expect(Set(question.choices.map(\.text)).count == question.choices.count)
                for choice in question.choices {
                    #expect(question.action(for: "\(choice.text)\n") == choice.action)
                    #expect(question.answer(for: choice.action) == choice.text)
                }
            }
        }
    }

    @Test func theQuestionHoldsTheTargetAndTheNumbersFromTheLargestDown() throws {
        let question = try question("3 8 7 12 -> 100")
        #expect(question.prompt == "100:12 8 7 3=")
        #expect(question.action(for: "12*8=96") == Action(tool: "multiply", arguments: ["a": 12, "b": 8]))
        #expect(question.action(for: "8*12=96") == nil)
        #expect(question.action(for: "12*8=97") == nil)
        #expect(question.action(for: "!")?.finishes == true)
        #expect(question.review(of: "!") == "100:12 8 7 3=!?")
    }

    @Test func numbersThatNoModelHasSeenAreNoChoices() throws {
        let product = try #require(CountdownMove(12, .times, 11))
        let problem = try CountdownProblem(parsing: "12 11 10 -> 50")
        let trajectory = Trajectory([Step(action: problem.action(for: product))])
        let question = try question("12 11 10 -> 50", after: trajectory)
        #expect(question.prompt == "50:132 10=")
        #expect(question.choices.map(\.text) == ["132+10=142", "132-10=122", "!"])
    }

    @Test(arguments: ["1 2 3 4 5 -> 9", "13 2 -> 9", "1 2 -> 101"])
    func whatTheModelsDoNotKnowIsRefusedWithAdvice(task: String) throws {
        let error = #expect(throws: AgentError.self) { try question(task) }
        #expect(error?.code == .invalidTask)
        #expect(error?.description.contains("this task is “\(task)”; `--engine search` takes others") == true)
    }
}
