import Planning

/// Ends the task with an answer. There is nothing to carry out.
struct Finish: Tool {
    let description = ToolDescription(
        "finish", "Ends the task.", [.text("answer", "the answer to the task")], effect: .pure)

    func run(_ arguments: ToolArguments) async throws -> String {
        _ = try arguments.string("answer")
        return ""
    }
}
