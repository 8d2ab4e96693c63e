import Planning

/// A parameter whose arguments are repeated by a header: `x-mcp-header` in a schema.
struct MirroredParameter: Sendable, Hashable {
    /// What its header is called, after `Mcp-Param-`.
    let name: String
    /// The keys that lead to it from the arguments.
    let path: [String]

    private static let key = "x-mcp-header"

    /// The mirrored parameters of a schema.
    /// - Throws: ``MalformedMessage`` for a mark that the protocol does not allow; such a tool is not to be used.
    static func all(in schema: JSONValue) throws(MalformedMessage) -> [MirroredParameter] {
        var found: [MirroredParameter] = []
        try collect(schema, path: [], into: &found)
        guard marks(in: schema) == found.count else {
            throw MalformedMessage(reason: "\(key) stands where no argument can be")
        }
        guard Set(found.map { $0.name.lowercased() }).count == found.count else {
            throw MalformedMessage(reason: "two parameters have the same \(key)")
        }
        return found
    }

    private static func collect(
        _ schema: JSONValue, path: [String], into found: inout [MirroredParameter]
    ) throws(MalformedMessage) {
        for (name, property) in (schema["properties"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
            let path = path + [name]
            if let mark = property[key] {
                let letters = Set("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
                guard let text = mark.string, !text.isEmpty, text.allSatisfy(letters.contains) else {
                    throw MalformedMessage(reason: "\(key) of “\(name.cut(to: 40))” is no name of a header")
                }
                guard ["string", "integer", "boolean"].contains(property["type"]?.string) else {
                    throw MalformedMessage(
                        reason: "\(key) of “\(name.cut(to: 40))” is not on a text, integer or boolean")
                }
                found.append(MirroredParameter(name: text, path: path))
            }
            try collect(property, path: path, into: &found)
        }
    }

    /// How often the mark stands anywhere in a schema. A property may itself be called like the mark.
    private static func marks(in schema: JSONValue) -> Int {
        switch schema {
        case .array(let elements): elements.reduce(0) { $0 + marks(in: $1) }
        case .object(let members):
            members.reduce(0) { sum, member in
                if member.key == key { return sum + 1 }
                if member.key == "properties", let properties = member.value.object {
                    return sum + properties.values.reduce(0) { $0 + marks(in: $1) }
                }
                return sum + marks(in: member.value)
            }
        default: 0
        }
    }

    /// What the header says in a call with these arguments; nil where the argument is not there.
    func argument(in arguments: [String: JSONValue]) -> MirroredArgument? {
        var value = JSONValue.object(arguments)
        for key in path {
            guard let next = value[key] else { return nil }
            value = next
        }
        switch value {
        case .string(let text): return MirroredArgument(name: name, value: HeaderText.encoded(text))
        case .integer(let number): return MirroredArgument(name: name, value: String(number))
        case .bool(let truth): return MirroredArgument(name: name, value: truth ? "true" : "false")
        default: return nil
        }
    }
}
