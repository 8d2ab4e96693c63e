import Control
import Foundation

/// A run from the logs of the paper's repository: `Tests/Fixtures/dsp-openagi`.
struct RecordedRun {
    struct Step {
        let tool: ToolMark
        let finishes: Bool
        /// Whether the draft was right; nil where none is known.
        let match: Bool?
    }

    let features: TaskFeatures
    let steps: [Step]

    static func all() throws -> [RecordedRun] {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: tests.appending(path: "Fixtures/dsp-openagi/verdicts.jsonl"), encoding: .utf8)
        return try text.split(separator: "\n").map { line in
            let row = try JSONDecoder().decode(Row.self, from: Data(line.utf8))
            return RecordedRun(features: TaskFeatures(agent: "openagi", task: row.task), steps: row.steps.map(\.step))
        }
    }

    /// Verifications that are of use from `index` on: the right drafts there, and one. Nil where the
    /// record does not say.
    func verifications(from index: Int) -> Int? {
        for end in index..<steps.count {
            guard let match = steps[end].match else { return nil }
            if !match || end == steps.count - 1 { return end - index + 1 }
        }
        return nil
    }

    private struct Row: Decodable {
        let task: String
        let steps: [Entry]

        struct Entry: Decodable {
            let step: Step

            init(from decoder: any Decoder) throws {
                var container = try decoder.unkeyedContainer()
                let action = try container.decode(String.self)
                let match = try container.decodeIfPresent(Bool.self)
                step = Step(tool: ToolMark(action), finishes: action == "TERMINATE", match: match)
            }
        }
    }
}
