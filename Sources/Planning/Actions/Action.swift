import Foundation

/// One decision of an agent: a tool call, a line of reasoning, or the end of the task.
///
/// Equality is agreement: two actions are equal when their canonical forms are, that is the tool's
/// name and its arguments as JSON values, or for an action without a tool its text, trimmed and in
/// Unicode normalisation form C. Nothing looser ever counts as agreement.
public struct Action: Sendable {
    /// The tool that is called; nil for a step that is text alone.
    public let tool: String?
    /// The tool's arguments, an object; empty for a step that is text alone.
    public let arguments: [String: JSONValue]
    /// The action as a person reads it.
    public let text: String
    /// The answer of the task, when this action ends it.
    public let answer: String?
    /// The one text of this action; equal actions have equal bytes here.
    public let canonical: String

    /// A call of `tool`.
    /// - Parameters:
    ///   - text: how a person reads the call; by default its canonical form.
    ///   - answer: the task's answer, when this call ends the task.
    public init(tool: String, arguments: [String: JSONValue] = [:], text: String? = nil, answer: String? = nil) {
        self.tool = tool
        self.arguments = arguments
        self.answer = answer
        canonical = tool + (arguments.isEmpty ? "" : JSONValue.object(arguments).canonical)
        self.text = text ?? canonical
    }

    /// A step that is text alone, such as a paragraph of reasoning.
    public init(text: String, answer: String? = nil) {
        let normalized = text.trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping
        tool = nil
        arguments = [:]
        self.text = normalized
        self.answer = answer
        canonical = JSONValue.string(normalized).canonical
    }

    /// Whether the task is over with this action.
    public var finishes: Bool { answer != nil }
}

extension Action: Hashable {
    public static func == (left: Action, right: Action) -> Bool {
        left.finishes == right.finishes && left.canonical.utf8.elementsEqual(right.canonical.utf8)
    }

    public func hash(into hasher: inout Hasher) {
        for byte in canonical.utf8 { hasher.combine(byte) }
    }
}

extension Action: Codable {
    private enum CodingKeys: String, CodingKey { case tool, arguments, text, answer }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let text = try container.decode(String.self, forKey: .text)
        let answer = try container.decodeIfPresent(String.self, forKey: .answer)
        if let tool = try container.decodeIfPresent(String.self, forKey: .tool) {
            let arguments = try container.decodeIfPresent([String: JSONValue].self, forKey: .arguments) ?? [:]
            self.init(tool: tool, arguments: arguments, text: text, answer: answer)
        } else {
            self.init(text: text, answer: answer)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(tool, forKey: .tool)
        try container.encode(arguments, forKey: .arguments)
        try container.encode(text, forKey: .text)
        try container.encodeIfPresent(answer, forKey: .answer)
    }
}
