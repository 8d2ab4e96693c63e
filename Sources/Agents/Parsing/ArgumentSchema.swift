import Documents
import Planning

/// Checks arguments against the part of JSON Schema that tools use: `type`, `properties`,
/// `required`, `additionalProperties`, `enum` and `items`. Other keywords are not looked at.
///
/// An argument that the schema does not name is refused unless `additionalProperties` allows it: a
/// tool would ignore it, and two agents that mean the same would seem to disagree.
struct ArgumentSchema: Sendable {
    let schema: JSONValue

    /// The first thing that is wrong with `arguments`; nil when they can be used.
    func fault(in arguments: [String: JSONValue]) -> String? {
        Self.fault(in: .object(arguments), schema, path: "")
    }

    private static func fault(in value: JSONValue, _ schema: JSONValue, path: String) -> String? {
        let name = path.isEmpty ? "The arguments" : "The argument “\(path)”"
        let types = schema["type"]?.string.map { [$0] } ?? schema["type"]?.array?.compactMap(\.string) ?? []
        if !types.isEmpty, !types.contains(where: { matches(value, $0) }) {
            return "\(name) must be \(types.map(phrase).joined(separator: " or "))."
        }
        if let allowed = schema["enum"]?.array, !allowed.contains(value) {
            return "\(name) must be one of \(allowed.map(\.canonical).joined(separator: ", "))."
        }
        switch value {
        case .object(let members): return fault(inMembers: members, schema, path: path)
        case .array(let elements):
            guard let items = schema["items"] else { return nil }
            return elements.enumerated().lazy.compactMap { fault(in: $1, items, path: "\(path)[\($0)]") }.first
        default: return nil
        }
    }

    private static func fault(inMembers members: [String: JSONValue], _ schema: JSONValue, path: String) -> String? {
        func inner(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
        let properties = schema["properties"]?.object ?? [:]
        for key in schema["required"]?.array?.compactMap(\.string) ?? [] where members[key] == nil {
            return "The argument “\(inner(key))” is missing."
        }
        let open =
            (schema["properties"] == nil && schema["additionalProperties"]?.bool != false)
            || (schema["additionalProperties"].map { $0.bool != false } ?? false)
        for (key, value) in members.sorted(by: { $0.key < $1.key }) {
            if let property = properties[key] {
                if let fault = fault(in: value, property, path: inner(key)) { return fault }
            } else if !open {
                let known = properties.keys.sorted()
                return "There is no argument “\(inner(key))”"
                    + (known.isEmpty
                        ? "; this tool takes none." : "; the arguments are \(known.joined(separator: ", ")).")
            }
        }
        return nil
    }

    private static func matches(_ value: JSONValue, _ type: String) -> Bool {
        switch (type, value) {
        case ("object", .object), ("array", .array), ("string", .string), ("boolean", .bool), ("null", .null),
            ("integer", .integer), ("number", .integer), ("number", .number):
            true
        default: false
        }
    }

    private static func phrase(_ type: String) -> String {
        switch type {
        case "object", "array", "integer": "an \(type)"
        case "null": "null"
        default: "a \(type)"
        }
    }
}
