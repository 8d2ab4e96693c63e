import ArgumentParser
import Documents
import Planning

/// The tasks of a batch, one JSON value a line: the task's text, or an object with `task` and, where it has
/// something of its own, `id`, `agent`, `lambda`, `seed` and limits. Empty lines are passed over.
struct BatchFile {
    let tasks: [BatchTask]

    /// - Parameter file: its name, for errors.
    /// - Throws: ``Failure``, with every line that is wrong.
    init(parsing text: String, file: String) throws {
        // A text in JSON may hold every other line break of Unicode.
        let breaks: Set<Character> = ["\n", "\r\n", "\r"]
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: breaks.contains)
        var tasks: [BatchTask] = []
        var problems: [DataFileError] = []
        var names: [String: Int] = [:]
        for (index, line) in lines.enumerated() where line.contains(where: { !$0.isWhitespace }) {
            do throws(DataFileError) {
                let row = BatchRow(file: file, line: index + 1)
                let task = try row.task(String(line))
                if let first = names.updateValue(index + 1, forKey: task.name) {
                    throw row.error("the id “\(task.name)” stands on line \(first) already; every task has its own")
                }
                tasks.append(task)
            } catch {
                problems.append(error)
            }
        }
        if tasks.isEmpty, problems.isEmpty {
            throw DataFileError(file: file, line: nil, "there is no task in it; \(BatchRow.form)")
        }
        try Self.report(problems)
        self.tasks = tasks
    }

    /// Refuses the file where something is wrong, with the first lines that are.
    static func report(_ problems: [DataFileError]) throws {
        guard !problems.isEmpty else { return }
        let shown = problems.prefix(10).map(\.description)
        let rest = problems.count - shown.count
        throw Failure(
            .invalidInput,
            (shown + (rest > 0 ? ["and \(rest) more lines"] : [])).joined(separator: "\n") + "\nnothing was run")
    }
}

/// One line of a file of tasks.
private struct BatchRow {
    static let form = #"a task is written as "its text", or as {"task": "its text", "id": "its name"}"#

    private enum Key: String, CaseIterable {
        case id, task, agent, lambda, seed
        case maxSteps = "max_steps"
        case maxCost = "max_cost"
        case maxTokens = "max_tokens"
        case maxTime = "max_time"
        case maxWorkingTime = "max_working_time"
    }

    let file: String
    let line: Int

    func error(_ problem: String) -> DataFileError { DataFileError(file: file, line: line, problem) }

    func task(_ line: String) throws(DataFileError) -> BatchTask {
        let value: JSONValue
        do { value = try JSONValue(parsing: line) } catch {
            throw self.error("this is not JSON (\(Self.problem(error))); \(Self.form)")
        }
        if let text = value.string { return try task(text, [:]) }
        guard let members = value.object else { throw error("this is neither a text nor an object; \(Self.form)") }
        let known = Key.allCases.map(\.rawValue)
        if let stranger = members.keys.sorted().first(where: { !known.contains($0) }) {
            let question = Spelling.nearest(to: stranger, among: known).map { "; did you mean “\($0)”?" } ?? ""
            throw error("“\(stranger)” is not known\(question); a task may have \(known.joined(separator: ", "))")
        }
        guard let text = members[Key.task.rawValue]?.string else { throw error("there is no “task”; \(Self.form)") }
        return try task(text, members)
    }

    private func task(_ text: String, _ members: [String: JSONValue]) throws(DataFileError) -> BatchTask {
        guard text.contains(where: { !$0.isWhitespace }) else { throw error("the task is empty; \(Self.form)") }
        let value = { (key: Key) in members[key.rawValue] }
        let lambda = try lambda(value(.lambda))
        var limits = LimitFlags()
        limits.maxSteps = try limit(value(.maxSteps), .maxSteps, TypedLimits.steps)
        limits.maxCost = try limit(value(.maxCost), .maxCost, TypedLimits.money)
        limits.maxTokens = try limit(value(.maxTokens), .maxTokens, TypedLimits.tokens)
        limits.maxTime = try limit(value(.maxTime), .maxTime, TypedLimits.duration)
        limits.maxWorkingTime = try limit(value(.maxWorkingTime), .maxWorkingTime, TypedLimits.duration)
        return BatchTask(
            name: try name(value(.id)), line: line, text: text,
            choice: .init(agent: try agent(value(.agent)), lambda: lambda, seed: try seed(value(.seed))),
            limits: limits)
    }

    /// What a person reads of an error of decoding.
    private static func problem(_ error: any Error) -> String {
        if case .dataCorrupted(let context)? = error as? DecodingError { context.debugDescription } else { "\(error)" }
    }

    private func name(_ id: JSONValue?) throws(DataFileError) -> String {
        switch id {
        case nil: return "line-\(line)"
        case .string(let name) where name.contains { !$0.isWhitespace }: return name
        case .integer(let number): return "\(number)"
        default: throw error("“id” is no name; it is a text or a whole number")
        }
    }

    private func agent(_ value: JSONValue?) throws(DataFileError) -> String? {
        guard let value else { return nil }
        guard let name = value.string, !name.isEmpty else { throw error("“agent” is no name or file of an agent") }
        return name
    }

    private func lambda(_ value: JSONValue?) throws(DataFileError) -> Double? {
        guard let value else { return nil }
        guard let lambda = value.double.flatMap(Lambda.init) else {
            throw error("“lambda” is a number between 0 (cost) and 1 (speed)")
        }
        return lambda.value
    }

    private func seed(_ value: JSONValue?) throws(DataFileError) -> UInt64? {
        guard let value else { return nil }
        guard let seed = value.integer.flatMap({ UInt64(exactly: $0) }) else {
            throw error("“seed” is a whole number from 0")
        }
        return seed
    }

    /// Read as the flag of the same name is.
    private func limit<Value>(
        _ value: JSONValue?, _ key: Key, _ read: (String) throws -> Value
    ) throws(DataFileError) -> Value? {
        guard let value else { return nil }
        do {
            return try read(value.string ?? value.canonical)
        } catch {
            throw self.error("“\(key.rawValue)” cannot be read: \((error as? ValidationError)?.message ?? "\(error)")")
        }
    }
}
