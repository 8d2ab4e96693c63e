import Planning

/// The parts that the details of a row are made of.
enum Details {
    /// A heading, and a text below it with its own lines.
    static func section(_ heading: String, _ text: String, _ style: ScreenLine.Style = .plain) -> [ScreenLine] {
        [ScreenLine(), ScreenLine(heading, .strong)]
            + text.readable.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                ScreenLine(String(line).replacing("\t", with: "    "), style)
            }
    }

    /// What is known of a list of facts, one a line.
    static func facts(_ facts: [(String, String?)]) -> [ScreenLine] {
        let known = facts.compactMap { name, value in value.map { (name, $0) } }
        return known.map { name, value in
            var line = ScreenLine((name + ":").padded(to: 19), .faint)
            line.add(value.printable)
            return line
        }
    }

    /// What a tool was given, one argument a line.
    static func arguments(_ action: Action) -> [ScreenLine] {
        guard !action.arguments.isEmpty else { return [] }
        return facts(
            action.arguments.sorted { $0.key < $1.key }.map {
                ($0.key.printable, $0.value.string ?? $0.value.canonical)
            })
    }

    /// The number of a step, in a column of its own.
    static func number(_ number: Int) -> String {
        let digits = "\(number)"
        return String(repeating: " ", count: max(4 - digits.count, 1)) + digits + "  "
    }
}
