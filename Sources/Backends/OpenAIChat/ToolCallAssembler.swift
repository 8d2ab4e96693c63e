import Planning

/// Puts tool calls together that arrive in pieces, keyed by index.
struct ToolCallAssembler: Sendable, Hashable {
    private struct Draft: Hashable {
        let index: Int64?
        var id: String
        var name: String
        var arguments: String
    }

    private var drafts: [Draft] = []

    /// Takes in one element of a `tool_calls` array.
    /// - Returns: how many bytes of the call it brought.
    mutating func add(_ piece: JSONValue) -> Int {
        let index = piece["index"]?.integer
        let id = piece["id"]?.string ?? ""
        let name = piece["function"]?["name"]?.string ?? ""
        // A few servers send the arguments as a JSON value where the format wants its text.
        let arguments: String =
            switch piece["function"]?["arguments"] {
            case .string(let text)?: text
            case .null?, nil: ""
            case let value?: value.canonical
            }
        if let known = draft(at: index, id: id, name: name) {
            if drafts[known].id.isEmpty { drafts[known].id = id }
            // A name comes once, or again with every piece.
            if drafts[known].name.isEmpty { drafts[known].name = name }
            drafts[known].arguments += arguments
            return arguments.utf8.count
        }
        drafts.append(Draft(index: index, id: id, name: name, arguments: arguments))
        return name.utf8.count + arguments.utf8.count
    }

    /// The call that a piece belongs to. Some servers leave the index out, others give the same
    /// index to every call: then a new id begins a new call.
    private func draft(at index: Int64?, id: String, name: String) -> Int? {
        guard let known = drafts.lastIndex(where: { index == nil || $0.index == index }) else { return nil }
        let isAnother = !id.isEmpty && !drafts[known].id.isEmpty && drafts[known].id != id
        let isUnnamedCall = index == nil && id.isEmpty && !name.isEmpty
        return isAnother || isUnnamedCall ? nil : known
    }

    /// The calls, whole, in the order of their indices; the assembler is empty afterwards.
    mutating func finish() -> [ToolCall] {
        defer { drafts = [] }
        let ordered = drafts.enumerated().sorted {
            ($0.element.index ?? 0, $0.offset) < ($1.element.index ?? 0, $1.offset)
        }
        return ordered.enumerated().map { place, draft in
            ToolCall(
                id: draft.element.id.isEmpty ? "call-\(place + 1)" : draft.element.id, name: draft.element.name,
                arguments: draft.element.arguments.isEmpty ? "{}" : draft.element.arguments)
        }
    }
}
