import Documents

extension TrajectoryRendering {
    private enum Form: String, CaseIterable { case messages, lines }

    /// Reads `trajectory`; without it, tool calls are shown as messages and everything else as lines.
    init(_ node: DocumentNode?, format: ActionFormat) throws(DocumentError) {
        let mapping = try node?.mapping(allowing: ["as", "heading", "line", "empty"])
        let form = try mapping?["as"]?.choice(of: Form.self) ?? (format == .nativeTools ? .messages : .lines)
        switch form {
        case .messages:
            if let node = mapping?["as"], format != .nativeTools {
                throw node.error("only native tool calls can be shown as messages", expected: "lines")
            }
            for key in ["heading", "line", "empty"] {
                guard let node = mapping?[key] else { continue }
                throw node.error("messages have no \(key)", expected: "as: lines, or nothing here")
            }
            self = .messages
        case .lines:
            self = .lines(
                heading: try mapping?["heading"]?.string() ?? "Steps so far:",
                line: try PromptTemplate(mapping?["line"] ?? Self.defaultLine, variables: Self.variables),
                empty: try mapping?["empty"]?.string() ?? "No step has been taken yet.")
        }
    }

    private static let defaultLine = DocumentNode(
        .scalar(
            "Step {{number}}: {{action}}{{#observation}}\nResult{{#failed}} (failed){{/failed}}: {{observation}}{{/observation}}",
            .plain),
        at: DocumentLocation(file: "built-in prompts", line: 1, column: 1, field: "trajectory.line"))
}
