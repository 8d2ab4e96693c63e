public import Planning

/// The arguments of one call, read by type. Every reader says which argument is wrong and how.
public struct ToolArguments: Sendable, Hashable {
    /// All arguments as they were given.
    public let all: [String: JSONValue]
    private let values: [String: JSONValue]

    /// The arguments of a call of `tool`.
    /// - Throws: ``ToolFailure`` when one is not among the tool's parameters, where its schema names them all.
    public init(_ values: [String: JSONValue], of tool: ToolDescription) throws(ToolFailure) {
        let known = tool.parameters["properties"]?.object?.keys.sorted() ?? []
        let isClosed = tool.parameters["additionalProperties"]?.bool == false
        if isClosed, let unknown = values.keys.sorted().first(where: { !known.contains($0) }) {
            throw ToolFailure(
                "\(tool.name) has no argument “\(unknown.prefix(40))”; it takes \(known.joined(separator: ", "))")
        }
        all = values
        self.values = values.filter { $0.value != .null }
    }

    /// A text that must be there.
    public func string(_ name: String) throws(ToolFailure) -> String {
        guard let text = try optionalString(name) else { throw ToolFailure("the argument “\(name)” is missing") }
        return text
    }

    /// A text that may be missing.
    public func optionalString(_ name: String) throws(ToolFailure) -> String? {
        guard let value = values[name] else { return nil }
        guard let text = value.string else { throw ToolFailure("the argument “\(name)” must be a text") }
        return text
    }

    /// A whole number that may be missing.
    public func int(_ name: String, default missing: Int, in range: ClosedRange<Int>) throws(ToolFailure) -> Int {
        guard let value = values[name] else { return missing }
        guard let number = value.integer.flatMap({ Int(exactly: $0) }), range.contains(number) else {
            throw ToolFailure(
                "the argument “\(name)” must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}
