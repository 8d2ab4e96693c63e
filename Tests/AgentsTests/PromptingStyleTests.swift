@testable import Agents
import Planning
import Testing

struct PromptingStyleTests {
    private func run(
        _ style: StyleChoice, _ answers: [ScriptedModel.Answer]
    ) async throws -> (proposal: Proposal, requests: [ModelRequest], purposes: [String]) {
        let backend = ScriptedModel(answers)
        let meter = CountingMeter()
        let agent = try Samples.agent(Samples.tagged(), backend, style: style)
        let proposal = try await agent.propose(
            ProposalRequest(task: "look", trajectory: Trajectory()), meter: meter)
        #expect(meter.outcomes == Array(repeating: .finished, count: meter.purposes.count))
        return (proposal, backend.requests, meter.purposes)
    }

    private static let opening = "Task: look\n\nNo step has been taken yet.\n\n"

    @Test func directAsksOnce() async throws {
        let run = try await run(StyleChoice(.direct), [.text("<tool>Look</tool>")])
        #expect(run.purposes == ["action"])
        #expect(run.requests[0].messages.count == 2)
        #expect(run.requests[0].messages[0] == .system("You plan."))
        #expect(run.requests[0].messages[1].text.hasPrefix(Self.opening + "What is the next step?"))
        #expect(run.requests[0].messages[1].text.contains("<tool>"))
        #expect(run.proposal.action == Action(tool: "Look"))
        #expect(run.proposal.thought == nil)
    }

    @Test func chainOfThoughtAsksOnceForReasoningFirst() async throws {
        let run = try await run(StyleChoice(.cot), [.text("Maybe <tool>STOP</tool>? No. <tool>Look</tool>")])
        #expect(run.purposes == ["action"])
        #expect(run.requests[0].messages[1].text.hasPrefix(Self.opening + "Think step by step"))
        #expect(run.proposal.action == Action(tool: "Look"))
        #expect(run.proposal.thought == "Maybe <tool>STOP</tool>? No. <tool>Look</tool>")
    }

    @Test func reactAsksForAThoughtAndThenForTheAction() async throws {
        let run = try await run(StyleChoice(.react), [.text(" I should look. "), .text("<tool>Look</tool>")])
        #expect(run.purposes == ["thought", "action"])
        #expect(run.requests[0].messages[1].text.hasPrefix(Self.opening + "Think about the one next step"))
        #expect(Array(run.requests[1].messages.prefix(2)) == run.requests[0].messages)
        #expect(run.requests[1].messages[2] == .assistant("I should look."))
        #expect(run.requests[1].messages[3].text.hasPrefix("Now take the step that follows from this thought"))
        #expect(run.requests[1].messages.count == 4)
        #expect(run.proposal.thought == "I should look.")
    }

    @Test func aThoughtThatIsAllReasoningIsPassedOn() async throws {
        let run = try await run(
            StyleChoice(.react), [.text("", reasoning: "hidden"), .text("<tool>Look</tool>", reasoning: "more")])
        #expect(run.requests[1].messages[2] == .assistant("hidden"))
        #expect(run.proposal.thought == "hidden\n\nmore")
    }

    @Test func anEmptyThoughtDoesNotStopTheAction() async throws {
        let run = try await run(StyleChoice(.react), [.text(" "), .text("<tool>Look</tool>")])
        #expect(run.requests[1].messages[2] == .assistant("(nothing to add)"))
        #expect(run.proposal.thought == nil)
    }

    @Test func debateLetsBothSpeakAndADecide() async throws {
        let run = try await run(
            StyleChoice(.debate, rounds: 2),
            ["A1", "B1", "A2", "B2", "A3", "B3"].map { .text($0) } + [.text("<tool>STOP</tool>")])
        #expect(
            run.purposes == [
                "debate 1 A", "debate 1 B", "debate 2 A", "debate 2 B", "debate 3 A", "debate 3 B", "action",
            ])
        let questions = run.requests.map { $0.messages[1].text.replacing(Self.opening, with: "") }
        #expect(questions[0].contains("You are debater A and speak first."))
        #expect(questions[1].contains("What was said so far:\n\nA: A1\n\nYou are debater B. Weigh what A said"))
        #expect(questions[2].contains("A: A1\n\nB: B1\n\nYou are debater A. Weigh what B said"))
        #expect(questions[5].contains("B: B2\n\nA: A3\n\nYou are debater B."))
        #expect(
            questions[6].contains(
                "A: A1\n\nB: B1\n\nA: A2\n\nB: B2\n\nA: A3\n\nB: B3\n\nYou are debater A. Take the step"))
        #expect(run.requests.allSatisfy { $0.messages.count == 2 })
        #expect(run.proposal.action.finishes)
        #expect(run.proposal.thought == "A1\n\nB1\n\nA2\n\nB2\n\nA3\n\nB3")
    }

    @Test(arguments: [(0, 3), (1, 5), (2, 7), (-1, 3), (99, 23)])
    func aDebateTakesTwoCallsARoundAndThreeMore(rounds: Int, calls: Int) async throws {
        let choice = StyleChoice(.debate, rounds: rounds)
        #expect(choice.callCount == calls)
        #expect(try Samples.tagged().prompts.questions.style(choice).callCount == calls)
        let run = try await run(choice, (1..<calls).map { .text("\($0)") } + [.text("<tool>Look</tool>")])
        #expect(run.requests.count == calls)
    }

    @Test(arguments: StyleChoice.Name.allCases)
    func aStyleSaysHowManyCallsItTakes(name: StyleChoice.Name) throws {
        let choice = StyleChoice(name)
        #expect(try Samples.tagged().prompts.questions.style(choice).callCount == choice.callCount)
    }
}
