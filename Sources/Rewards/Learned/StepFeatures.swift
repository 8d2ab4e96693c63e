import Foundation
import Planning

/// What a learner sees of a step: places in a hash table, 1 each.
struct StepFeatures: Sendable, Hashable {
    /// The size of the table, a power of two.
    static let width = 1 << 13

    private(set) var slots: [Int] = []

    init(of proposal: Proposal, after trajectory: Trajectory, task: String) {
        let action = proposal.action
        let tool = action.tool ?? "text"
        let last = trajectory.steps.last
        let previous = last.map { $0.action.tool ?? "text" } ?? "none"
        let number = "\(min(trajectory.count, 12))"
        add("tool", tool)
        add("tools", previous, tool)
        add("three", trajectory.steps.dropLast().last?.action.tool ?? "none", previous, tool)
        add("task", Self.words(of: task).prefix(3).joined(separator: " "), tool)
        add("number", number)
        add("number", number, tool)
        add("failed", "\(last?.observation.isError == true)", tool)
        add("finishes", "\(action.finishes)", number)
        add("length", "\(Int(log2(Double(action.text.utf8.count + 1))))", tool)
        let repeats = trajectory.steps.count { $0.action == action }
        add("repeats", "\(min(repeats, 2))", "\(last?.action == action)")
        addArguments(of: action, tool: tool, last: last, task: task)
        // A step that is text alone is its words; of any other they are its arguments once more.
        if action.tool == nil { for word in Self.words(of: action.text).prefix(32) { add("word", word) } }
        for word in Set(Self.words(of: last?.observation.text ?? "").prefix(24)) { add("seen", word, tool) }
        if let confidence = proposal.confidence, confidence.isFinite {
            let bin = "\(Int(min(max(confidence, 0), 1) * 9.999))"
            add("sure", bin)
            add("sure", bin, tool)
        }
    }

    private mutating func addArguments(of action: Action, tool: String, last: Step?, task: String) {
        guard !action.arguments.isEmpty else { return }
        let names = action.arguments.keys.sorted()
        add("shape", tool, names.joined(separator: " "))
        for name in names {
            let value = action.arguments[name]?.canonical.trimmingCharacters(in: ["\""]) ?? ""
            add("argument", tool, name, String(value.prefix(64)))
            add("known", tool, name, "\(task.contains(value)) \(last?.observation.text.contains(value) == true)")
            let before = last?.action.arguments[name].map { $0 == action.arguments[name] }
            add("same", tool, name, before.map { "\($0)" } ?? "new")
        }
    }

    private mutating func add(_ parts: String...) {
        var hash = StableHash()
        for part in parts {
            hash.combine(part.utf8)
            // A byte that never occurs in UTF-8 keeps ("ab", "c") and ("a", "bc") apart.
            hash.combine(0xff)
        }
        // The low bits of this hash alone are not spread well.
        slots.append(Int((hash.value ^ hash.value >> 29 ^ hash.value >> 43) & UInt64(Self.width - 1)))
    }

    private static func words(of text: String) -> [String] {
        text.prefix(4096).split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() }
    }
}
