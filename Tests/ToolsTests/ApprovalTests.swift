import Planning
import Testing

@testable import Tools

struct ApprovalTests {
    private struct Probe: Tool {
        let description: ToolDescription

        init(_ name: String, _ effect: EffectClass) {
            description = ToolDescription(name, "A probe.", [.text("x", "anything")], effect: effect)
        }

        func run(_ arguments: ToolArguments) async throws -> String { "done" }
    }

    private let probes = [Probe("send", .destructive), Probe("put", .idempotent), Probe("look", .readOnly)]

    private func toolbox(
        _ mode: Approval.Mode, _ rules: [ApprovalPolicy.Rule] = [], _ questioner: ScriptedQuestioner? = nil,
        trusted: Set<String> = []
    ) -> Toolbox {
        Toolbox(
            probes, trusted: trusted,
            approval: Approval(ApprovalPolicy(rules), mode: mode, asking: questioner, for: "the verifier v"))
    }

    private func call(_ name: String, _ x: String = "1") -> Action {
        Action(tool: name, arguments: ["x": .string(x)])
    }

    private func text(_ toolbox: Toolbox, _ action: Action) async throws -> String {
        try await toolbox.execute(action, after: Trajectory()).text
    }

    private func rule(_ tool: String, _ x: String? = nil, _ ruling: ApprovalPolicy.Ruling) -> ApprovalPolicy.Rule {
        .init(
            tool: WildcardPattern(tool), arguments: x.map { ["x": WildcardPattern($0)] } ?? [:], ruling: ruling)
    }

    @Test func whatChangesTheWorldNeedsApprovalAndNothingElse() async throws {
        let toolbox = toolbox(.never)
        for name in ["send", "put"] {
            let observation = try await toolbox.execute(call(name), after: Trajectory())
            #expect(observation.isError)
            #expect(observation.text.contains("this call needs approval, and nobody is asked"))
        }
        #expect(try await text(toolbox, call("look")) == "done")
        #expect(try await text(self.toolbox(.auto), call("send")) == "done")
    }

    @Test func aPersonIsAskedWithToolArgumentsAndAsker() async throws {
        let person = ScriptedQuestioner("yes", "no", "always")
        let toolbox = toolbox(.ask, [], person)
        #expect(try await text(toolbox, call("send", "a\nb")) == "done")
        #expect(person.questions == ["the verifier v wants to call send:\n  x: a\n    b"])
        #expect(try await text(toolbox, call("send")).contains("the user does not want this call"))
        #expect(try await text(toolbox, call("send")) == "done")
        // “always” is for the same call, to its last letter.
        #expect(try await text(toolbox, call("send")) == "done")
        #expect(person.questions.count == 3)
        #expect(try await text(toolbox, call("send", "2")).contains("nobody answers"))
    }

    @Test func whoHasEnoughEndsTheRun() async throws {
        let toolbox = toolbox(.ask, [], ScriptedQuestioner("quit"))
        await #expect(throws: ApprovalRefused.self) { try await toolbox.execute(call("send"), after: Trajectory()) }
    }

    @Test func anAgentThatInsistsEndsTheRun() async throws {
        let toolbox = toolbox(.never)
        for _ in 1..<Approval.patience { _ = try await toolbox.execute(call("send"), after: Trajectory()) }
        _ = try await toolbox.execute(call("send", "another"), after: Trajectory())
        await #expect(throws: ApprovalRefused.self) { try await toolbox.execute(call("send"), after: Trajectory()) }
    }

    @Test func theFirstRuleThatFitsCounts() async throws {
        let rules = [rule("send", "bad*", .deny), rule("send", "good*", .allow), rule("l*", nil, .ask)]
        let toolbox = toolbox(.never, rules)
        #expect(try await text(toolbox, call("send", "good one")) == "done")
        #expect(try await text(toolbox, call("send", "bad one")).contains("the operator's rules forbid this call"))
        #expect(try await text(toolbox, call("send", "other")).contains("needs approval"))
        #expect(try await text(toolbox, call("look")).contains("needs approval"))
        // What is forbidden stays forbidden when everything else is allowed.
        #expect(try await text(self.toolbox(.auto, rules), call("send", "bad one")).contains("forbid"))
    }

    @Test(arguments: Approval.Mode.allCases) func whatNeedsApprovalNeverRunsEarly(mode: Approval.Mode) async throws {
        let toolbox = toolbox(
            mode, [rule("look", "ask", .ask), rule("look", "deny", .deny)], ScriptedQuestioner("yes"),
            trusted: ["send", "put", "look"])
        #expect(toolbox.earlyExecution(of: call("look", "free")) == .allowed)
        for action in [call("look", "ask"), call("look", "deny"), call("send"), call("put")] {
            guard case .refused = toolbox.earlyExecution(of: action) else {
                Issue.record("\(action.canonical) may run early")
                continue
            }
            await #expect(throws: ToolFailure.self) { try await toolbox.attempt(action, after: Trajectory()) }
        }
    }

    @Test func aRuleThatAllowsDoesNotVouch() {
        let toolbox = toolbox(.auto, [rule("*", nil, .allow)])
        for name in ["send", "put", "look"] {
            guard case .refused = toolbox.earlyExecution(of: call(name)) else {
                Issue.record("\(name) may run early")
                continue
            }
        }
    }

    @Test func aQuestionOfTheAgentIsAskedOnlyWhenItIsCertain() async throws {
        let person = ScriptedQuestioner("blue")
        let toolbox = Toolbox([AskUser(questioner: person)], trusted: ["ask_user"], approval: Approval(mode: .never))
        let action = Action(tool: "ask_user", arguments: ["question": "Which colour?"])
        guard case .refused = toolbox.earlyExecution(of: action) else {
            Issue.record("a question was asked early")
            return
        }
        #expect(try await toolbox.execute(action, after: Trajectory()) == Observation("blue"))
        #expect(person.questions == ["Which colour?"])
        let nobody = Toolbox([AskUser(questioner: nil)])
        #expect(try await nobody.execute(action, after: Trajectory()).text.hasPrefix("nobody can be asked here"))
    }
}
