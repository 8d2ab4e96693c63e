import Documents
import Planning

/// Finds the action in a model's answer. Pure: the same answer always gives the same action.
struct ActionParser: Sendable {
    private let format: ActionFormat
    private let finish: FinishRule
    private let tools: [ToolDescription]

    /// - Parameter tools: every tool that an action may name; none when steps are text alone.
    init(format: ActionFormat, finish: FinishRule, tools: [ToolDescription]) {
        self.format = format
        self.finish = finish
        self.tools = tools
    }

    /// Reads an answer.
    /// - Parameter reasonsFirst: whether reasoning stands before the action; of several paragraphs
    ///   the last one is then the step, otherwise the first one.
    func action(in response: ModelResponse, reasonsFirst: Bool) throws(UnusableAnswer) -> Action {
        // What is left of it may read like an action, and is none that the model decided on.
        guard response.finishReason != .filtered else {
            throw UnusableAnswer("The model refused to answer, or the provider's content filter held the answer back.")
        }
        do throws(UnusableAnswer) {
            return switch format {
            case .nativeTools: try native(response)
            case .tagged(let tag): try tagged(response.text, tag)
            case .pattern(let pattern): try matched(response.text, pattern)
            case .paragraph: try paragraph(response.text, last: reasonsFirst)
            }
        } catch {
            guard response.finishReason == .length else { throw error }
            throw UnusableAnswer("The answer was cut off because it was too long. \(error.problem)")
        }
    }

    /// The part of an answer that ``action(in:reasonsFirst:)`` reads, as it is written; nil where there is none,
    /// as in a tool call.
    func span(in response: ModelResponse, reasonsFirst: Bool) -> String? {
        switch format {
        case .nativeTools: nil
        case .tagged(let tag): try? body(of: tag, in: response.text)
        case .pattern(let pattern): pattern.lastMatch(in: response.text)?.text
        case .paragraph: step(in: response.text, last: reasonsFirst)
        }
    }

    private func native(_ response: ModelResponse) throws(UnusableAnswer) -> Action {
        // One step is one action: of calls that were meant to run side by side only the first counts.
        guard let call = response.toolCalls.first else {
            if let action = finishing(response.text) { return action }
            throw UnusableAnswer("It calls no tool. \(toolList)")
        }
        let written = call.arguments.trimmed
        guard let arguments = written.isEmpty ? [:] : Self.object(written) else {
            throw UnusableAnswer("The arguments of \(call.name) are not a JSON object.")
        }
        return try action(tool: call.name, arguments: arguments)
    }

    private func tagged(_ text: String, _ tag: String) throws(UnusableAnswer) -> Action {
        let body = try body(of: tag, in: text)
        guard !tools.isEmpty else { return finishing(body) ?? Action(text: body) }
        return try call(body)
    }

    private func body(of tag: String, in text: String) throws(UnusableAnswer) -> String {
        // The last one counts, because reasoning may well mention tags before.
        guard let opening = text.ranges(of: "<\(tag)>").last else {
            throw UnusableAnswer("It contains no <\(tag)>…</\(tag)>.")
        }
        let rest = text[opening.upperBound...]
        let closing = rest.firstRange(of: "</\(tag)>")
        let body = String(rest[..<(closing?.lowerBound ?? rest.endIndex)]).trimmed
        // A model that was stopped at the closing tag may leave it out.
        guard closing != nil || !body.contains(where: \.isNewline) else {
            throw UnusableAnswer("The tag <\(tag)> is not closed by </\(tag)>.")
        }
        guard !body.isEmpty else { throw UnusableAnswer("There is nothing between <\(tag)> and </\(tag)>.") }
        return body
    }

    /// `NAME` or `NAME {"argument": …}`.
    private func call(_ body: String) throws(UnusableAnswer) -> Action {
        guard let brace = body.firstIndex(of: "{") else { return try action(tool: body, arguments: [:]) }
        let name = String(body[..<brace]).trimmed
        guard let arguments = Self.object(String(body[brace...])) else {
            throw UnusableAnswer("What follows \(name.isEmpty ? "the tool's name" : name) is not a JSON object.")
        }
        return try action(tool: name, arguments: arguments)
    }

    private func matched(_ text: String, _ pattern: TextPattern) throws(UnusableAnswer) -> Action {
        guard let match = pattern.lastMatch(in: text) else {
            if let action = finishing(text) { return action }
            throw UnusableAnswer("It contains no step in the form that is asked for.")
        }
        guard !tools.isEmpty else {
            let step = (match.groups.first ?? match.text).trimmed
            guard !step.isEmpty else { throw UnusableAnswer("The step is empty.") }
            return finishing(step) ?? Action(text: step)
        }
        var arguments: [String: JSONValue] = [:]
        for (name, value) in match.named where name != "tool" && name != "arguments" {
            arguments[name] = .string(value.trimmed)
        }
        if let written = match.named["arguments"]?.trimmed, !written.isEmpty {
            guard let object = Self.object(written) else {
                throw UnusableAnswer("The arguments are not a JSON object.")
            }
            arguments.merge(object) { $1 }
        }
        return try action(tool: (match.named["tool"] ?? "").trimmed, arguments: arguments)
    }

    private func paragraph(_ text: String, last: Bool) throws(UnusableAnswer) -> Action {
        guard let step = step(in: text, last: last) else { throw UnusableAnswer("It is empty.") }
        return finishing(step) ?? Action(text: step)
    }

    private func step(in text: String, last: Bool) -> String? {
        let paragraphs = text.split(separator: /\R[^\S\r\n]*\R/).map { String($0).trimmed }.filter { !$0.isEmpty }
        return last ? paragraphs.last : paragraphs.first
    }

    private func action(tool name: String, arguments: [String: JSONValue]) throws(UnusableAnswer) -> Action {
        guard let tool = tools.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
            let nearest = Spelling.nearest(to: name, among: tools.map(\.name)).map { " Did you mean “\($0)”?" } ?? ""
            throw UnusableAnswer("There is no tool called “\(name.prefix(80))”.\(nearest) \(toolList)")
        }
        if let fault = ArgumentSchema(schema: tool.parameters).fault(in: arguments) {
            throw UnusableAnswer("The call of \(tool.name) is not right: \(fault)")
        }
        var answer: String?
        if tool.name == finish.tool {
            let value = finish.argument.flatMap { arguments[$0] }
            answer = value.map { $0.string ?? $0.canonical } ?? ""
        }
        let text = ActionPhrase.text(tool: tool.name, arguments: arguments, schema: tool.parameters)
        return Action(tool: tool.name, arguments: arguments, text: text, answer: answer)
    }

    /// The end of the task, if `text` says so.
    private func finishing(_ text: String) -> Action? {
        guard let match = finish.pattern?.lastMatch(in: text) else { return nil }
        return Action(text: text, answer: (match.groups.first ?? match.text).trimmed)
    }

    private var toolList: String { "The tools are: \(tools.map(\.name).joined(separator: ", "))." }

    private static func object(_ text: String) -> [String: JSONValue]? {
        (try? JSONValue(parsing: text))?.object
    }
}
