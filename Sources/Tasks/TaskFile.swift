import Foundation
public import Planning

/// Questions with their answers, one JSON object a line, as GSM8K is distributed:
///
///     {"question": "…", "answer": "reasoning … #### 42"}
///
/// The answer is what stands behind the last `####`, or all of it where there is none. Other members of an object
/// are passed over; empty lines too. `id` names the task, if it is there.
public struct TaskFile: Sendable, Hashable {
    /// The tasks, in the order of the file; at least one.
    public let tasks: [CheckedTask]

    /// Reads a file.
    /// - Parameter file: its name, for errors and for the names of the tasks.
    /// - Throws: the first line that is no question with an answer.
    public init(parsing text: String, file: String) throws(DataFileError) {
        var tasks: [CheckedTask] = []
        // A text in JSON may hold every other line break of Unicode.
        let breaks: Set<Character> = ["\n", "\r\n", "\r"]
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: breaks.contains)
        var names: [String: Int] = [:]
        for (index, line) in lines.enumerated() where line.contains(where: { !$0.isWhitespace }) {
            let row = TaskRow(file: file, line: index + 1)
            let task = try row.task(String(line))
            if let first = names.updateValue(index + 1, forKey: task.name) {
                throw row.error("the id “\(task.name)” stands on line \(first) already; every task has its own")
            }
            tasks.append(task)
        }
        guard !tasks.isEmpty else {
            throw DataFileError(
                file: file, line: nil, "there is no task in it; expected one JSON object a line, \(TaskRow.form)")
        }
        self.tasks = tasks
    }
}

/// One line of a task file.
private struct TaskRow {
    static let form = #"such as {"question": "…", "answer": "… #### 42"}"#
    private static let mark = "####"

    let file: String
    let line: Int

    func task(_ text: String) throws(DataFileError) -> CheckedTask {
        let object: JSONValue
        do {
            object = try JSONValue(parsing: text)
        } catch {
            throw self.error("this is not JSON: \(error); expected an object \(Self.form)")
        }
        guard let members = object.object else { throw error("this is no object; expected one \(Self.form)") }
        let question = try string("question", of: members)
        let solution = try string("answer", of: members)
        let parts = solution.split(separator: Self.mark, omittingEmptySubsequences: false)
        guard let answer = parts.last?.trimmingCharacters(in: .whitespacesAndNewlines), !answer.isEmpty else {
            throw error("nothing stands behind the last “\(Self.mark)” of the answer; expected the result")
        }
        return CheckedTask(name: try name(members["id"]), text: question, measure: .answer(answer))
    }

    private func name(_ id: JSONValue?) throws(DataFileError) -> String {
        switch id {
        case nil: return "line-\(line)"
        case .string(let name) where !name.isEmpty: return name
        case .integer(let number): return "\(number)"
        default: throw error("“id” is no name; expected a text or a whole number")
        }
    }

    private func string(_ key: String, of members: [String: JSONValue]) throws(DataFileError) -> String {
        guard let value = members[key] else {
            let known = members.keys.sorted().prefix(8).joined(separator: ", ")
            throw error("there is no “\(key)”, only [\(known)]; expected an object \(Self.form)")
        }
        guard let text = value.string, text.contains(where: { !$0.isWhitespace }) else {
            throw error("“\(key)” is no text; expected an object \(Self.form)")
        }
        return text
    }

    func error(_ problem: String) -> DataFileError { DataFileError(file: file, line: line, problem) }
}
