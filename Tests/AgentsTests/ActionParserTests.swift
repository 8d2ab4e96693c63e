@testable import Agents
import Planning
import Testing

struct ActionParserTests {
    private static let tools = [
        Samples.tool("stack", ["block", "on"]), Samples.tool("Image Captioning", []),
        Samples.tool("finish", ["answer"]),
    ]

    private func parser(_ format: ActionFormat, tools: [ToolDescription] = tools, pattern: String? = nil) throws
        -> ActionParser
    {
        ActionParser(
            format: format,
            finish: FinishRule(
                tool: tools.isEmpty ? nil : "finish", argument: "answer",
                pattern: try pattern.map { try TextPattern($0) }),
            tools: tools)
    }

    private func problem(_ parser: ActionParser, _ response: ModelResponse) -> String? {
        do throws(UnusableAnswer) {
            _ = try parser.action(in: response, reasonsFirst: false)
            return nil
        } catch {
            return error.problem
        }
    }

    private func call(_ name: String, _ arguments: String) -> ModelResponse {
        ModelResponse(text: "", toolCalls: [ToolCall(id: "1", name: name, arguments: arguments)])
    }

    // MARK: - Native tool calls

    @Test func aToolCallIsAnAction() throws {
        let action = try parser(.nativeTools).action(
            in: call("stack", #" {"on": "a", "block": "c"} "#), reasonsFirst: false)
        #expect(action == Action(tool: "stack", arguments: ["block": "c", "on": "a"]))
        #expect(action.text == "stack c on a")
        #expect(!action.finishes)
    }

    @Test func theFinishingCallCarriesTheAnswer() throws {
        let action = try parser(.nativeTools).action(in: call("finish", #"{"answer":"42"}"#), reasonsFirst: false)
        #expect(action.answer == "42")
        #expect(action.text == "finish 42")
    }

    @Test func aCallWithoutArgumentsMayLeaveThemOut() throws {
        for written in ["", "{}", "  "] {
            let action = try parser(.nativeTools).action(in: call("Image Captioning", written), reasonsFirst: false)
            #expect(action == Action(tool: "Image Captioning"))
        }
    }

    @Test func ofSeveralCallsTheFirstCounts() throws {
        let response = ModelResponse(
            text: "I will",
            toolCalls: [
                ToolCall(id: "1", name: "Image Captioning", arguments: "{}"),
                ToolCall(id: "2", name: "finish", arguments: "garbage"),
            ])
        #expect(try parser(.nativeTools).action(in: response, reasonsFirst: true).tool == "Image Captioning")
    }

    @Test(
        arguments: [
            ("stack", "{", "The arguments of stack are not a JSON object."),
            ("stack", "[1]", "The arguments of stack are not a JSON object."),
            ("stack", #"{"block":"c"}"#, "The call of stack is not right: The argument “on” is missing."),
            (
                "stack", #"{"block":1,"on":"a"}"#,
                "The call of stack is not right: The argument “block” must be a string."
            ),
            (
                "stack", #"{"block":"c","on":"a","x":1}"#,
                "The call of stack is not right: "
                    + "There is no argument “x”; the arguments are block, on."
            ),
            (
                "Image Captioning", #"{"x":1}"#,
                "The call of Image Captioning is not right: "
                    + "There is no argument “x”; this tool takes none."
            ),
            (
                "stak", "{}",
                "There is no tool called “stak”. Did you mean “stack”? "
                    + "The tools are: stack, Image Captioning, finish."
            ),
            ("", "{}", "There is no tool called “”. The tools are: stack, Image Captioning, finish."),
            (
                "STACK", "{}",
                "There is no tool called “STACK”. Did you mean “stack”? "
                    + "The tools are: stack, Image Captioning, finish."
            ),
        ])
    func aCallThatCannotBeUsedSaysWhy(name: String, arguments: String, expected: String) throws {
        #expect(problem(try parser(.nativeTools), call(name, arguments)) == expected)
    }

    @Test func anAnswerWithoutACallSaysSo() throws {
        #expect(
            problem(try parser(.nativeTools), ModelResponse(text: "I stack c on a."))
                == "It calls no tool. The tools are: stack, Image Captioning, finish.")
    }

    @Test func aTextMayEndATaskOfToolCalls() throws {
        let parser = try parser(.nativeTools, pattern: "^DONE: (.*)$")
        let action = try parser.action(in: ModelResponse(text: "So\nDONE: all of it"), reasonsFirst: false)
        #expect(action.answer == "all of it")
        #expect(action.tool == nil)
    }

    // MARK: - Tags

    @Test(
        arguments: [
            ("<tool>Image Captioning</tool>", "Image Captioning"),
            ("I think. <tool> Image Captioning\n</tool> ok", "Image Captioning"),
            ("First <tool>stack</tool>, no: <tool>Image Captioning</tool>", "Image Captioning"),
            ("<tool>Image Captioning", "Image Captioning"),
            (#"<tool>stack {"block": "c", "on": "a"}</tool>"#, #"stack{"block":"c","on":"a"}"#),
            ("<tool>stack\n{\"block\": \"c\",\n \"on\": \"a\"}</tool>", #"stack{"block":"c","on":"a"}"#),
        ])
    func aTaggedToolIsAnAction(text: String, canonical: String) throws {
        let action = try parser(.tagged(tag: "tool")).action(in: ModelResponse(text: text), reasonsFirst: false)
        #expect(action.canonical == canonical)
    }

    @Test(
        arguments: [
            ("Image Captioning", "It contains no <tool>…</tool>."), ("", "It contains no <tool>…</tool>."),
            ("<Tool>Image Captioning</Tool>", "It contains no <tool>…</tool>."),
            ("<tool> </tool>", "There is nothing between <tool> and </tool>."),
            ("<tool>Image Captioning\nis it", "The tag <tool> is not closed by </tool>."),
            (
                "<tool>Image Caption</tool>",
                "There is no tool called “Image Caption”. Did you mean “Image Captioning”? "
                    + "The tools are: stack, Image Captioning, finish."
            ),
            ("<tool>stack {block: c}</tool>", "What follows stack is not a JSON object."),
            ("<tool>{}</tool>", "There is no tool called “”. The tools are: stack, Image Captioning, finish."),
            ("<tool>stack</tool>", "The call of stack is not right: The argument “block” is missing."),
        ])
    func aTagThatCannotBeUsedSaysWhy(text: String, expected: String) throws {
        #expect(problem(try parser(.tagged(tag: "tool")), ModelResponse(text: text)) == expected)
    }

    @Test func aTagWithoutToolsHoldsTheStepItself() throws {
        let parser = try parser(.tagged(tag: "step"), tools: [], pattern: "^END (.*)$")
        #expect(
            try parser.action(in: ModelResponse(text: "x <step> add 1 </step>"), reasonsFirst: false)
                == Action(text: "add 1"))
        #expect(try parser.action(in: ModelResponse(text: "<step>END 3</step>"), reasonsFirst: false).answer == "3")
    }

    // MARK: - Patterns

    @Test func aPatternFindsToolAndArguments() throws {
        let pattern = try TextPattern(#"^Action: (?<tool>[\w ]+?)(?:\((?<arguments>\{.*\})\))?$"#)
        let parser = try parser(.pattern(pattern))
        let text = "Action: Image Captioning\nno\nAction: stack({\"block\":\"c\",\"on\":\"a\"})"
        #expect(
            try parser.action(in: ModelResponse(text: text), reasonsFirst: false)
                == Action(tool: "stack", arguments: ["block": "c", "on": "a"]))
        #expect(
            try parser.action(in: ModelResponse(text: "Action: Image Captioning"), reasonsFirst: false)
                == Action(tool: "Image Captioning"))
        #expect(
            problem(parser, ModelResponse(text: "Action: stack({)"))
                == "It contains no step in the form that is asked for.")
        #expect(problem(parser, ModelResponse(text: "Action: stack({x})")) == "The arguments are not a JSON object.")
    }

    @Test func groupsOfAPatternAreArguments() throws {
        let parser = try parser(.pattern(TextPattern(#"(?<tool>stack) (?<block>\w) on (?<on>\w)"#)))
        let action = try parser.action(in: ModelResponse(text: "I stack c on a."), reasonsFirst: false)
        #expect(action == Action(tool: "stack", arguments: ["block": "c", "on": "a"]))
    }

    @Test func aPatternWithoutToolsFindsTheStepItself() throws {
        let parser = try parser(.pattern(TextPattern(#"^Step: *(.*)$"#)), tools: [], pattern: "^done$")
        #expect(try parser.action(in: ModelResponse(text: "Step: add"), reasonsFirst: false) == Action(text: "add"))
        #expect(try parser.action(in: ModelResponse(text: "Step: done"), reasonsFirst: false).answer == "done")
        #expect(problem(parser, ModelResponse(text: "Step: ")) == "The step is empty.")
    }

    // MARK: - Paragraphs

    @Test func aParagraphIsAStep() throws {
        let parser = try parser(.paragraph, tools: [], pattern: #"^Answer: (.+)$"#)
        let text = "\n\n first\nline \n \n second\r\n\r\nAnswer: 3\n"
        #expect(try parser.action(in: ModelResponse(text: text), reasonsFirst: false) == Action(text: "first\nline"))
        let last = try parser.action(in: ModelResponse(text: text), reasonsFirst: true)
        #expect(last == Action(text: "Answer: 3", answer: "3"))
        #expect(problem(parser, ModelResponse(text: " \n\n")) == "It is empty.")
    }

    @Test func anAnswerThatWasCutOffSaysSo() throws {
        let response = ModelResponse(text: "I think <too", finishReason: .length)
        #expect(
            problem(try parser(.tagged(tag: "tool")), response)
                == "The answer was cut off because it was too long. It contains no <tool>…</tool>.")
    }

    @Test func whatAFilterLeftOfAnAnswerIsNoAction() throws {
        let said = "The model refused to answer, or the provider's content filter held the answer back."
        let text = ModelResponse(text: "<tool>Image Captioning", finishReason: .filtered)
        #expect(problem(try parser(.tagged(tag: "tool")), text) == said)
        #expect(problem(try parser(.paragraph, tools: []), text) == said)
        var called = call("Image Captioning", "")
        called.finishReason = .filtered
        #expect(problem(try parser(.nativeTools), called) == said)
    }

    /// Whatever a model writes, the parser answers, and the same every time.
    @Test func garbageNeverDoesMoreThanFail() throws {
        var generator = SeededGenerator(seed: 1)
        let pieces = [
            "<tool>", "</tool>", "stack", "{", "}", "\"", "block", ":", "\n\n", "Action: ", "[", "\\u0000", "é",
            "\u{0}",
            "<tool", "finish", "Image Captioning", "1e999", "null", " ",
        ]
        let parsers = [
            try parser(.nativeTools), try parser(.tagged(tag: "tool")), try parser(.paragraph, tools: []),
            try parser(.pattern(TextPattern("Action: (?<tool>.*)"))),
        ]
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 0...12, using: &generator)).compactMap { _ in
                pieces.randomElement(using: &generator)
            }.joined()
            let response = ModelResponse(text: text, toolCalls: [ToolCall(id: "", name: "stack", arguments: text)])
            for parser in parsers {
                let first = try? parser.action(in: response, reasonsFirst: false)
                let second = try? parser.action(in: response, reasonsFirst: false)
                #expect(first == second)
            }
        }
    }
}
