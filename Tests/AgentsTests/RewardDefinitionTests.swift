import Agents
import Documents
import Planning
import Testing

struct RewardDefinitionTests {
    private func definition(_ more: String, prompts: String = "") throws -> AgentDefinition {
        try AgentDefinition(
            parsing: """
                name: sample
                description: A sample agent.
                environment: none
                action: {format: paragraph}
                finish: {pattern: "^Answer: (.*)$"}
                prompts:
                  system: You think.
                \(prompts)
                \(more)
                """, file: "sample.yaml")
    }

    private let trajectory = Trajectory([
        Step(action: Action(tool: "look", arguments: ["at": "a"]), observation: Observation("it is red")),
        Step(action: Action(text: "so it is red")),
    ])

    @Test func aStepIsPutToARewardModelWithAllThatCameBefore() throws {
        let text = try definition("").rewardPrompt(
            task: "Which colour?", trajectory: trajectory, candidate: Action(text: "Answer: red"))
        #expect(
            text == """
                Task: Which colour?

                Step 1: look {"at":"a"} -> it is red
                Step 2: so it is red

                Proposed next step: Answer: red

                Is this step right? A right step is possible, makes no mistake and lies on a short way to the end of the \
                task.
                """)
    }

    @Test func withoutAStepOnlyTheTaskAndTheStepsAreTold() throws {
        let text = try definition("").rewardPrompt(task: "Which colour?", trajectory: Trajectory(), candidate: nil)
        #expect(text == "Task: Which colour?\n\nNo step has been taken yet.")
    }

    @Test func promptsOfEqualStepsBeginAlike() throws {
        let definition = try definition("")
        let question = definition.rewardPrompt(task: "t", trajectory: trajectory, candidate: nil)
        let asked = definition.rewardPrompt(task: "t", trajectory: trajectory, candidate: Action(text: "x"))
        #expect(asked.hasPrefix(question))
    }

    @Test func anAgentMayHaveAPromptOfItsOwn() throws {
        let own = try definition(
            "", prompts: "  reward: \"{{task}}:{{#steps}}{{number}}{{action}};{{/steps}}{{step}}?\"")
        #expect(
            own.rewardPrompt(task: "t", trajectory: trajectory, candidate: Action(tool: "look"))
                == "t:1look {\"at\":\"a\"};2so it is red;look?")
        #expect(throws: DocumentError.self) { try definition("", prompts: "  reward: \"{{number}}\"") }
    }

    @Test func whichModelScoresIsReadFromTheStrategy() throws {
        #expect(try definition("").strategies.reward == nil)
        #expect(try definition("strategy: {reward: learned}").strategies.reward == RewardSettings(model: .learned))
        let full = try definition(
            "strategy: {reward: {model: \"judge:openai/gpt-4.1-mini\", timeout: 5s, calibration: isotonic}}")
        #expect(
            full.strategies.reward
                == RewardSettings(model: .judge("openai/gpt-4.1-mini"), timeout: 5, calibration: .isotonic))
        #expect(
            try definition("strategy: {reward: {timeout: 250ms}}").strategies.reward == RewardSettings(timeout: 0.25))
    }

    @Test(arguments: [
        ("reward: judge", "judge:provider/model"), ("reward: {model: best}", "judge:provider/model"),
        ("reward: {timeout: 0s}", "30s"), ("reward: {timeout: 5}", "duration"),
        ("reward: {calibration: platonic}", "platt"), ("reward: {threshold: 1}", "model"),
    ])
    func whatCannotBeUsedIsRefusedWithItsPlace(section: String, expected: String) throws {
        let error = #expect(throws: DocumentError.self) { try definition("strategy: {\(section)}") }
        #expect(error.map { "\($0)".contains(expected) } == true, "\(error.map { "\($0)" } ?? "")")
        #expect(error?.location?.line == 9)
    }
}
