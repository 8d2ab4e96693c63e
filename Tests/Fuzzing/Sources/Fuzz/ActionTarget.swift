@testable import Agents
import Planning

/// The first byte chooses how actions are written, the rest is what the model said.
enum ActionTarget {
    private static let tool = ToolDescription(
        name: "read", summary: "",
        parameters: [
            "type": "object", "properties": ["path": ["type": "string"], "lines": ["type": "integer"]],
            "required": ["path"],
        ],
        effect: .readOnly)
    private static let finish = FinishRule(tool: "finish", argument: "answer", pattern: nil)
    private static let formats: [ActionFormat] = {
        let pattern = try? TextPattern(#"^Action: (?<tool>\w+)\((?<arguments>.*)\)$"#)
        return [.nativeTools, .tagged(tag: "action"), .paragraph]
            + [pattern.map(ActionFormat.pattern)].compactMap(\.self)
    }()

    static func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let first = bytes.first else { return }
        let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
        let response = ModelResponse(text: text, toolCalls: [ToolCall(id: "1", name: "read", arguments: text)])
        let parser = ActionParser(
            format: formats[Int(first) % formats.count], finish: finish, tools: first < 128 ? [tool] : [])
        let action = try? parser.action(in: response, reasonsFirst: first % 2 == 0)
        precondition(
            action?.tool.map { [tool.name, "finish"].contains($0) } ?? true, "an action names a tool that nobody offers"
        )
    }
}
