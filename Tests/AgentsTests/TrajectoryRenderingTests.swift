import Agents
import Planning
import Testing

struct TrajectoryRenderingTests {
    private static let plan = Trajectory(
        ["Image Denoising", "Image Captioning", "Machine Translation"].map { Step(action: Action(tool: $0)) })

    private static let moves = Trajectory([
        Step(
            action: Action(tool: "unstack", arguments: ["block": "c", "from": "a"], text: "unstack c from a"),
            observation: Observation("c is held")),
        Step(
            action: Action(tool: "stack", arguments: ["block": "c", "on": "c"]),
            observation: Observation("no", isError: true)),
        Step(action: Action(tool: "put-down", arguments: ["block": "c"])),
    ])

    private static let answers: [String: ScriptedModel.Answer] = [
        "blocksworld": .call("finish", "{}"), "openagi": .text("<tool>TERMINATE</tool>"),
        "assistant": .call("finish", #"{"answer":"x"}"#), "math": .text("Answer: 3"),
    ]

    /// Every request that the agent `name` makes for one step, in the style given.
    private func requests(_ name: String, _ style: StyleChoice, _ trajectory: Trajectory) async throws -> [ModelRequest]
    {
        let answer = try #require(Self.answers[name])
        let backend = ScriptedModel(
            (0..<style.callCount).map { $0 == style.callCount - 1 ? answer : .text("a thought") })
        let agent = try Samples.agent(AgentCatalogue().definition(name), backend, style: style)
        _ = try await agent.propose(ProposalRequest(task: "the task", trajectory: trajectory), meter: CountingMeter())
        return backend.requests
    }

    private static let styles = [
        StyleChoice(.direct), StyleChoice(.cot), StyleChoice(.react), StyleChoice(.debate, rounds: 1),
    ]

    @Test func aPlanIsRenderedAsNumberedLinesAfterAHeading() async throws {
        let request = try #require(try await requests("openagi", StyleChoice(.direct), Self.plan).first)
        let user = try #require(request.messages.last)
        #expect(
            user.text.hasPrefix(
                """
                Task: the task

                The plan so far:
                Action 1: Image Denoising.
                Action 2: Image Captioning.
                Action 3: Machine Translation.

                Which tool comes next?
                """))
    }

    @Test func toolCallsAreRenderedAsMessages() async throws {
        let request = try #require(try await requests("blocksworld", StyleChoice(.direct), Self.moves).first)
        #expect(
            Array(request.messages.dropFirst(2)) == [
                .assistant(
                    "", calling: [ToolCall(id: "step00001", name: "unstack", arguments: #"{"block":"c","from":"a"}"#)]),
                .tool("c is held", answering: "step00001"),
                .assistant(
                    "", calling: [ToolCall(id: "step00002", name: "stack", arguments: #"{"block":"c","on":"c"}"#)]),
                .tool("Failed: no", answering: "step00002"),
                .assistant("", calling: [ToolCall(id: "step00003", name: "put-down", arguments: #"{"block":"c"}"#)]),
                .tool("(nothing)", answering: "step00003"),
            ])
    }

    /// Everything up to the end of the steps is the same for every role, style and call; what differs
    /// is the question behind it.
    @Test(arguments: ["blocksworld", "openagi", "assistant", "math"])
    func equalPrefixesAreEqualBytesWhateverTheStyle(name: String) async throws {
        let trajectory =
            name == "openagi"
            ? Self.plan : name == "math" ? Trajectory([Step(action: Action(text: "1 + 1 = 2"))]) : Self.moves
        let end = name == "math" ? "1 + 1 = 2" : "Machine Translation."
        var openings: Set<[Message]> = []
        var tools: Set<[ToolDescription]> = []
        for style in Self.styles {
            for request in try await requests(name, style, trajectory) {
                tools.insert(request.tools)
                if let range = request.messages[1].text.firstRange(of: end) {
                    openings.insert([request.messages[0], .user(String(request.messages[1].text[..<range.upperBound]))])
                } else {
                    openings.insert(Array(request.messages.prefix(2 + 2 * trajectory.count)))
                }
            }
        }
        #expect(openings.count == 1)
        #expect(tools.count == 1)
    }

    /// Two agents may word one action differently; the models must not see it.
    @Test func theWordingOfAnActionIsNotRendered() async throws {
        for name in ["blocksworld", "openagi"] {
            let plain = Trajectory([
                Step(action: Action(tool: "finish", arguments: ["b": 1, "a": 2]), observation: Observation("x"))
            ])
            let worded = Trajectory([
                Step(
                    action: Action(tool: "finish", arguments: ["a": 2, "b": 1], text: "otherwise"),
                    observation: Observation("x"))
            ])
            #expect(plain == worded)
            #expect(
                try await requests(name, StyleChoice(.react), plain) == requests(name, StyleChoice(.react), worded))
        }
    }

    /// Providers that are told which beginning of a prompt to keep are told it piece by piece.
    @Test(arguments: ["openagi", "math", "blocksworld"])
    func aLongerConversationBeginsWithThePiecesOfAShorterOne(name: String) async throws {
        let steps =
            name == "math"
            ? ["1 + 1 = 2", "2 + 2 = 4", "4 + 4 = 8"].map { Step(action: Action(text: $0)) }
            : name == "openagi" ? Self.plan.steps : Self.moves.steps
        var known: [String] = []
        for count in 0...steps.count {
            let request = try #require(
                try await requests(name, StyleChoice(.direct), Trajectory(Array(steps.prefix(count)))).first)
            let message = request.messages[1]
            #expect(message.pieces.joined() == message.text)
            if name == "blocksworld" {
                #expect(message.pieces.first?.hasSuffix("the task") == true)
                continue
            }
            // The task, the steps, and at the end the question.
            #expect(message.pieces.count == (count == 0 ? 2 : count + 2), "\(message.pieces)")
            let shared = message.pieces.dropLast()
            if count > 1 { #expect(Array(shared.prefix(known.count)) == known) }
            known = Array(shared)
        }
    }

    @Test func aLongerTrajectoryGoesOnFromAShorterOne() async throws {
        let style = StyleChoice(.direct)
        let short = try await requests("openagi", style, Trajectory(Array(Self.plan.steps.prefix(2))))[0].messages[1]
            .text
        let long = try await requests("openagi", style, Self.plan)[0].messages[1].text
        let steps = try #require(short.firstRange(of: "Image Captioning."))
        #expect(long.hasPrefix(short[..<steps.upperBound]))
    }

    @Test func noStepYetIsSaidInWords() async throws {
        let text = try await requests("openagi", StyleChoice(.direct), Trajectory())[0].messages[1].text
        #expect(text.hasPrefix("Task: the task\n\nThe plan is still empty.\n\nWhich tool"))
    }

    @Test func observationsAndFailuresAreLinesWhereTheTemplateSaysSo() async throws {
        let definition = try AgentDefinition(
            parsing: """
                name: lines
                description: d
                environment: blocksworld
                tools: [unstack, stack, put-down, finish]
                action: {format: tagged, tag: do}
                finish: {tool: finish}
                prompts: {system: s}
                """, file: "f")
        let backend = ScriptedModel([.text("<do>finish</do>")])
        _ = try await Samples.agent(definition, backend)
            .propose(ProposalRequest(task: "t", trajectory: Self.moves), meter: CountingMeter())
        #expect(
            backend.requests[0].messages[1].text.hasPrefix(
                """
                Task: t

                Steps so far:
                Step 1: unstack {"block":"c","from":"a"}
                Result: c is held
                Step 2: stack {"block":"c","on":"c"}
                Result (failed): no
                Step 3: put-down {"block":"c"}

                What is the next step?
                """))
        #expect(backend.requests[0].tools.isEmpty)
    }
}
