import Documents
import Planning

/// The one way in which an agent's models see the steps so far.
///
/// What comes out depends on the canonical actions and on the observations alone: not on the role
/// or the style, and not on the words in which a person would read an action, since two agents may
/// word the same action differently. Equal trajectories therefore give equal bytes, and a longer
/// trajectory begins with the bytes of a shorter one that it goes on from.
struct TrajectoryRendering: Sendable {
    private enum Form {
        case lines(heading: String, line: PromptTemplate, empty: String)
        case messages
    }

    private let form: Form

    /// As messages: each step a tool call and the tool's answer.
    static let messages = TrajectoryRendering(form: .messages)

    /// As text: a heading and a line for every step.
    /// - Parameter empty: stands there instead while there are no steps.
    static func lines(heading: String, line: PromptTemplate, empty: String) -> TrajectoryRendering {
        TrajectoryRendering(form: .lines(heading: heading, line: line, empty: empty))
    }

    /// What the line template may name.
    static let variables: [String: TemplateVariable] = [
        "number": .text, "action": .text, "tool": .text, "arguments": .text, "observation": .text, "failed": .text,
    ]

    /// Renders `trajectory`.
    func render(_ trajectory: Trajectory) -> RenderedTrajectory {
        switch form {
        case .messages:
            .messages(trajectory.steps.enumerated().flatMap { Self.messages(number: $0.offset + 1, $0.element) })
        case .lines(let heading, let line, let empty):
            .text(
                lines: trajectory.steps.isEmpty
                    ? [empty]
                    : [Self.line(heading)]
                        + trajectory.steps.enumerated().map { number, step in
                            Self.line(line.render(Self.values(number: number + 1, step)))
                        })
        }
    }

    private static func line(_ text: String) -> String {
        text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
    }

    /// What a template may know of a step.
    static func values(number: Int, _ step: Step) -> [String: TemplateValue] {
        let action = step.action
        let arguments = action.arguments.isEmpty ? "" : JSONValue.object(action.arguments).canonical
        return [
            "number": .text(String(number)), "action": .text(written(action)), "tool": .text(action.tool ?? ""),
            "arguments": .text(arguments), "observation": .text(step.observation.text),
            "failed": .text(step.observation.isError ? "failed" : ""),
        ]
    }

    /// An action in one line: the tool with its arguments, or the text of a step that calls none.
    static func written(_ action: Action) -> String {
        let arguments = action.arguments.isEmpty ? "" : " \(JSONValue.object(action.arguments).canonical)"
        return action.tool.map { $0 + arguments } ?? action.text
    }

    private static func messages(number: Int, _ step: Step) -> [Message] {
        let observation = step.observation
        guard let tool = step.action.tool else {
            return [.assistant(step.action.text)] + (observation.text.isEmpty ? [] : [.user(observation.text)])
        }
        // Nine letters and digits are what the strictest provider takes as the name of a call.
        let digits = String(number)
        let id = "step" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
        let call = ToolCall(id: id, name: tool, arguments: JSONValue.object(step.action.arguments).canonical)
        let answer = observation.text.isEmpty ? "(nothing)" : observation.text
        return [
            .assistant("", calling: [call]), .tool(observation.isError ? "Failed: \(answer)" : answer, answering: id),
        ]
    }
}

/// The steps so far as models see them.
enum RenderedTrajectory: Sendable, Hashable {
    /// A part of the user's message: a heading, and a line for every step.
    case text(lines: [String])
    /// Messages of their own.
    case messages([Message])
}
