import Agents
import Documents
import Planning
import Testing

struct AgentDefinitionTests {
    static let complete = """
        name: sample
        description: A sample agent.
        task_hint: do this
        environment: none
        tools:
          - {name: Look, summary: Looks.}
          - {name: STOP, summary: Stops.}
        action:
          format: tagged
          tag: tool
        finish:
          tool: STOP
        trajectory:
          as: lines
          heading: "Plan:"
          line: "{{number}} {{action}}"
          empty: "No plan."
        prompts:
          system: |
            You plan.
            {{#tools}}
            - {{name}}
            {{/tools}}
          task: "T: {{task}}"
        drafter: cot
        verifier:
          style: debate
          rounds: 2
        limits:
          max_steps: 5
          max_output: 100
          attempts: 2
        sampling:
          temperature: 0.5
          top_p: 0.9
        """

    @Test func everyFieldIsRead() throws {
        let agent = try AgentDefinition(parsing: Self.complete, file: "a.yaml")
        #expect(agent.name == "sample")
        #expect(agent.description == "A sample agent.")
        #expect(agent.taskHint == "do this")
        #expect(agent.environment == .none)
        #expect(agent.toolNames == ["Look", "STOP"])
        #expect(agent.plannedTools.map(\.summary) == ["Looks.", "Stops."])
        #expect(agent.plannedTools.allSatisfy { $0.effect == .pure })
        #expect(agent.format == .tagged(tag: "tool"))
        #expect(agent.finish.tool == "STOP")
        #expect(agent.drafter == StyleChoice(.cot))
        #expect(agent.verifier == StyleChoice(.debate, rounds: 2))
        #expect(agent.limits.maxSteps == 5)
        #expect(agent.limits.maxOutput == 100)
        #expect(agent.limits.attempts == 2)
        #expect(agent.sampling.temperature == 0.5)
        #expect(agent.sampling.topP == 0.9)
        #expect(agent.source == Self.complete)
        #expect(agent.file == "a.yaml")
    }

    @Test func whatIsLeftOutHasADefault() throws {
        let agent = try Samples.tagged()
        #expect(agent.taskHint == nil)
        #expect(agent.verifier == StyleChoice(.react))
        #expect(agent.limits.maxSteps == 30)
        #expect(agent.limits.maxOutput == 1024)
        #expect(agent.limits.attempts == 3)
        #expect(agent.sampling.temperature == nil)
    }

    /// One fault each: a line of the complete definition, what replaces it, and the message.
    @Test(
        arguments: [
            (
                "name: sample", "name: A b",
                "a.yaml:1: name: “A b” is no name; "
                    + "expected small letters, digits, - and _, beginning with a letter or digit"
            ),
            (
                "name: sample", "nam: sample",
                "a.yaml:1: nam: the key “nam” is not known (did you mean “name”?); "
                    + "expected one of name, description, task_hint, environment, tools, action, finish, trajectory, "
                    + "prompts, drafter, verifier, limits, sampling, strategy"
            ),
            ("name: sample\n", "", "a.yaml:1: the key “name” is missing; expected name: the name that users type"),
            (
                "description: A sample agent.", "description: ''",
                "a.yaml:2: description: this is not one line of text; expected one sentence on one line"
            ),
            ("task_hint: do this", "task_hint: []", "a.yaml:3: task_hint: there is a list here; expected a text"),
            (
                "environment: none", "environment: blockworld",
                "a.yaml:4: environment: “blockworld” is not known "
                    + "(did you mean “blocksworld”?); expected one of none, blocksworld, countdown, tools"
            ),
            (
                "  - {name: Look, summary: Looks.}", "  - Look",
                "a.yaml:6: tools[0]: there is “Look” here; expected a mapping with the keys name, summary"
            ),
            (
                "  - {name: Look, summary: Looks.}", "  - {name: Look}",
                "a.yaml:6: tools[0]: the key “summary” is missing; expected summary: one or two sentences for the models"
            ),
            (
                "  - {name: Look, summary: Looks.}", "  - {name: STOP, summary: x}",
                "a.yaml:7: tools[1].name: the tool “STOP” is named twice; expected every tool once"
            ),
            (
                "  - {name: Look, summary: Looks.}", "  - {name: 'a {', summary: x}",
                "a.yaml:6: tools[0].name: "
                    + "“a {” is no name of a tool; expected one line without { and without space around it"
            ),
            (
                "  format: tagged", "  format: xml",
                "a.yaml:9: action.format: “xml” is not known; "
                    + "expected one of native-tools, tagged, pattern, paragraph"
            ),
            (
                "  format: tagged", "  format: native-tools",
                "a.yaml:10: action.tag: this only belongs to the format “tagged”; expected nothing here"
            ),
            (
                "  tag: tool", "  tag: <tool>",
                "a.yaml:10: action.tag: “<tool>” is no tag; expected a name such as tool, without < and >"
            ),
            (
                "  tag: tool\n", "",
                "a.yaml:9: action: the key “tag” is missing; expected tag: the tag's name, such as tool"
            ),
            (
                "  tool: STOP", "  tool: STO",
                "a.yaml:12: finish.tool: “STO” is none of this agent's tools "
                    + "(did you mean “STOP”?); expected one of Look, STOP"
            ),
            (
                "  tool: STOP", "  argument: x",
                "a.yaml:12: finish: nothing ends the task; "
                    + "expected tool: a tool's name, or pattern: a regular expression"
            ),
            (
                "  tool: STOP", "  argument: x\n  pattern: x",
                "a.yaml:12: finish.argument: an argument belongs to a tool; expected tool beside it, or nothing here"
            ),
            (
                "  as: lines", "  as: messages",
                "a.yaml:14: trajectory.as: only native tool calls can be shown as messages; expected lines"
            ),
            (
                "  heading: \"Plan:\"", "  heading: {}",
                "a.yaml:15: trajectory.heading: there is a mapping here; expected a text"
            ),
            (
                "{{number}} {{action}}", "{{numer}}",
                "a.yaml:16: trajectory.line: the variable {{numer}} is not known "
                    + "here (did you mean {{number}}?); expected one of action, arguments, failed, number, observation, tool"
            ),
            (
                "  empty: \"No plan.\"", "  empty:",
                "a.yaml:17: trajectory.empty: there is nothing here; expected a text"
            ),
            (
                "    - {{name}}", "    - {{nam}}",
                "a.yaml:22: prompts.system: the variable {{nam}} is not known here "
                    + "(did you mean {{name}}?); expected one of max_steps, name, parameters, summary, tools"
            ),
            (
                "    {{/tools}}\n", "",
                "a.yaml:21: prompts.system: the section {{#tools}} is not closed; expected {{/tools}}"
            ),
            (
                "  task: \"T: {{task}}\"", "  task: \"{{format}}\"",
                "a.yaml:24: prompts.task: the variable {{format}} is not known here; expected one of task"
            ),
            (
                "  task: \"T: {{task}}\"", "  debate: x",
                "a.yaml:24: prompts.debate: the key “debate” is not known; "
                    + "expected one of system, task, format, correction, direct, cot, thought, action, proposal, reply, decision, reward, guidance, choice, soundness"
            ),
            (
                "drafter: cot", "drafter: dircet",
                "a.yaml:25: drafter: “dircet” is not known (did you mean “direct”?); "
                    + "expected one of direct, cot, react, debate"
            ),
            (
                "  style: debate", "  style: react",
                "a.yaml:28: verifier.rounds: only a debate has rounds; expected style: debate, or nothing here"
            ),
            (
                "  rounds: 2", "  rounds: 11",
                "a.yaml:28: verifier.rounds: there is “11” here; expected a whole number from 0 to 10"
            ),
            (
                "  max_steps: 5", "  max_steps: 0",
                "a.yaml:30: limits.max_steps: there is “0” here; expected a whole number from 1 to 100000"
            ),
            (
                "  max_output: 100", "  max_output: many",
                "a.yaml:31: limits.max_output: there is “many” here; expected a whole number from 1 to 1000000"
            ),
            (
                "  attempts: 2", "  attempts: 21",
                "a.yaml:32: limits.attempts: there is “21” here; expected a whole number from 1 to 20"
            ),
            (
                "  temperature: 0.5", "  temperature: 3",
                "a.yaml:34: sampling.temperature: there is “3” here; expected a number from 0.0 to 2.0"
            ),
            (
                "  top_p: 0.9", "  top_p: -1",
                "a.yaml:35: sampling.top_p: there is “-1” here; expected a number from 0.0 to 1.0"
            ),
        ])
    func everyFaultIsNamedWithItsPlace(line: String, replacement: String, message: String) throws {
        let text = Self.complete.replacing(line, with: replacement)
        try #require(text != Self.complete)
        let error = #expect(throws: DocumentError.self) { try AgentDefinition(parsing: text, file: "a.yaml") }
        #expect(error?.description == message)
    }

    @Test(
        arguments: [
            (
                "environment: tools\ntools: [a b]\naction: {format: native-tools}\nfinish: {tool: a b}",
                "f:4: tools[0]: models cannot call a tool named “a b”; expected at most 64 letters, digits, _ and -"
            ),
            (
                "environment: tools\naction: {format: native-tools}\nfinish: {pattern: x}",
                "f:1: there are no tools; expected tools: the names of the tools that actions may call"
            ),
            (
                "environment: tools\ntools: []\naction: {format: native-tools}\nfinish: {pattern: x}",
                "f:4: tools: there are no tools; expected tools: the names of the tools that actions may call"
            ),
            (
                "environment: tools\ntools: [a]\naction: {format: paragraph}\nfinish: {pattern: x}",
                "f:4: tools: a step that is a paragraph names no tool; expected no tools, or another action format"
            ),
            ("environment: none\naction: {format: paragraph}\nfinish: {pattern: '('}", "f:5: finish.pattern: "),
            (
                "environment: none\naction: {format: pattern, pattern: '['}\nfinish: {pattern: x}",
                "f:4: action.pattern: "
            ),
            (
                "environment: none\naction: {format: pattern, pattern: 'x'}\nfinish: {pattern: x}\nprompts: {system: s}",
                "f:6: prompts: the key “format” is missing; "
                    + "expected format: how the models are to write what action.pattern finds"
            ),
            (
                "environment: none\naction: {format: pattern, pattern: 'x'}\nfinish: {pattern: x}\nprompts: {format: s}",
                "f:6: prompts: the key “system” is missing; expected system: the instructions for the models"
            ),
            (
                "environment: tools\ntools: [a]\naction: {format: native-tools}\nfinish: {tool: a}\n"
                    + "trajectory: {heading: x}",
                "f:7: trajectory.heading: messages have no heading; expected as: lines, or nothing here"
            ),
        ])
    func fieldsThatDoNotFitTogetherAreRefused(rest: String, message: String) {
        let error = #expect(throws: DocumentError.self) {
            try AgentDefinition(parsing: "name: a\ndescription: b\n" + rest, file: "f")
        }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    }

    @Test func patternsThatNameToolsHaveAGroupForThem() {
        let error = #expect(throws: DocumentError.self) {
            try AgentDefinition(
                parsing: """
                    name: a
                    description: b
                    environment: none
                    tools: [{name: x, summary: y}]
                    action: {format: pattern, pattern: 'Do (\\w+)'}
                    finish: {tool: x}
                    prompts: {system: s, format: f}
                    """, file: "f")
        }
        #expect(
            error?.description == "f:5: action: the pattern has no group for the tool; "
                + "expected a group such as (?<tool>…)")
    }

    @Test func toolsComeFromTheEnvironmentAndTheLastOneMayBeOurs() throws {
        let agent = try AgentCatalogue().definition("assistant")
        let tools = try agent.tools(offeredBy: Samples.assistant.reversed())
        #expect(tools.map(\.name) == agent.toolNames)
        #expect(tools.last?.parameters["required"] == ["answer"])
        #expect(tools.last?.effect == .pure)
    }

    @Test func allToolsOfAServerAreNamedAtOnce() throws {
        let agent = try AgentDefinition(
            parsing: """
                name: a
                description: b
                environment: tools
                tools: [git__log, git__*, finish]
                action: {format: native-tools}
                finish: {tool: finish, argument: answer}
                prompts: {system: s}
                """, file: "f")
        let offered = ["git__status", "git__log", "web__fetch", "git__diff"].map { Samples.tool($0, []) }
        let names = try agent.tools(offeredBy: offered).map(\.name)
        #expect(names == ["git__log", "git__status", "git__diff", "finish"])
        let error = #expect(throws: DocumentError.self) { try agent.tools(offeredBy: [offered[2]]) }
        #expect(error?.description.contains("has no tool “git__log”") == true)
    }

    @Test func aToolThatTheEnvironmentLacksIsNamed() throws {
        let agent = try AgentCatalogue().definition("blocksworld")
        let others = Samples.blocks.filter { $0.name != "stack" }
        let error = #expect(throws: DocumentError.self) { try agent.tools(offeredBy: others) }
        #expect(
            error?.description
                == "agents/blocksworld.yaml:6: tools[2]: the environment “blocksworld” has no tool “stack” "
                + "(did you mean “unstack”?); expected one of pick-up, put-down, unstack, finish")
    }

    @Test func aFinishingToolWithoutTheAnswerIsRefused() throws {
        let agent = try AgentCatalogue().definition("assistant")
        let error = #expect(throws: DocumentError.self) {
            try agent.tools(offeredBy: Samples.assistant + [Samples.tool("finish", ["result"])])
        }
        #expect(error?.description.contains("the tool “finish” has no argument “answer”") == true)
    }
}
