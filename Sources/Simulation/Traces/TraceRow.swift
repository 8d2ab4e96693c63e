import Planning

/// Reads one line of a trace file, and says where it cannot.
struct TraceRow {
    let file: String
    let line: Int

    func task(_ text: String) throws(DataFileError) -> TaskTrace {
        let row: JSONValue
        do {
            row = try JSONValue(parsing: text)
        } catch {
            throw problem("this is no JSON; expected one object a line, and no NaN")
        }
        guard row.object != nil else { throw problem("this is no JSON object; expected a task") }
        guard let list = row["steps"]?.array else {
            throw problem("steps is \(row["steps"] == nil ? "missing" : "no list"); expected a list")
        }
        guard !list.isEmpty else { throw problem("steps is empty; expected at least one step") }
        var steps: [TaskTrace.Step] = []
        steps.reserveCapacity(list.count)
        for (index, value) in list.enumerated() { steps.append(try step(value, at: "steps[\(index)]")) }
        return TaskTrace(id: name(row["task_id"]), task: row["task"]?.string ?? "", steps: steps)
    }

    private func step(_ value: JSONValue, at field: String) throws(DataFileError) -> TaskTrace.Step {
        guard value.object != nil else { throw problem("\(field) is no object; expected a step") }
        guard let verifier = value["verifier"], verifier.object != nil else {
            throw problem("\(field).verifier is missing; expected the verifier's call")
        }
        guard let time = try number(verifier["latency_s"], at: "\(field).verifier.latency_s") else {
            throw problem(
                "\(field).verifier.latency_s is missing; expected seconds, as without times nothing can be told")
        }
        let decision = try call(verifier, latency: time, at: "\(field).verifier")
        let drafter = try draft(value["drafter"], at: "\(field).drafter")
        let matches: Bool
        switch value["match"] {
        case .bool(let match): matches = match
        case .null, nil: matches = drafter?.action != nil && drafter?.action == decision.action
        default: throw problem("\(field).match is neither true nor false nor null")
        }
        return TaskTrace.Step(drafter: drafter, verifier: decision, matches: matches && drafter?.action != nil)
    }

    /// The drafter's call. Without a time or without an action it counts as failed.
    private func draft(_ value: JSONValue?, at field: String) throws(DataFileError) -> TaskTrace.Call? {
        guard let value, value != .null else { return nil }
        guard value.object != nil else { throw problem("\(field) is no object; expected the drafter's call, or null") }
        let time = try number(value["latency_s"], at: "\(field).latency_s")
        var draft = try call(value, latency: time ?? 0, at: field)
        if time == nil { draft.action = nil }
        return draft
    }

    private func call(_ value: JSONValue, latency: Double, at field: String) throws(DataFileError) -> TaskTrace.Call {
        let action: String?
        switch value["action"] {
        case .string(let text): action = text.isEmpty ? nil : text
        case .null, nil: action = nil
        default: throw problem("\(field).action is no text")
        }
        return TaskTrace.Call(
            action: action, latency: latency,
            promptTokens: try number(value["prompt_tokens"], at: "\(field).prompt_tokens") ?? 0,
            generatedTokens: try number(value["generation_tokens"], at: "\(field).generation_tokens") ?? 0)
    }

    /// A number that is not negative; nil for what is missing or null.
    private func number(_ value: JSONValue?, at field: String) throws(DataFileError) -> Double? {
        guard let value, value != .null else { return nil }
        guard let number = value.double, number.isFinite, number >= 0, number <= 1e12 else {
            throw problem("\(field) is \(value.canonical.prefix(40)); expected a number from 0 to 1e12")
        }
        return number
    }

    private func name(_ value: JSONValue?) -> String {
        switch value {
        case .string(let text): text
        case .some(let value): value.canonical
        case nil: String(line)
        }
    }

    private func problem(_ text: String) -> DataFileError { DataFileError(file: file, line: line, text) }
}
