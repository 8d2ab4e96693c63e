import Planning

/// Reads an outcome from its array, element by element, and believes none of them.
struct OutcomeReader {
    private var elements: ArraySlice<JSONValue>

    init(_ value: JSONValue) {
        elements = value.array?[...] ?? []
    }

    /// - Throws: when something is left.
    func finish() throws {
        guard elements.isEmpty else { throw UnreadableExperience("something in it is too long") }
    }

    mutating func text() throws -> String { try next { $0.string } }

    mutating func flag() throws -> Bool { try next { $0.bool } }

    /// A number of things, or a position.
    mutating func count() throws -> Int { try next { $0.integer.flatMap { $0 >= 0 ? Int(exactly: $0) : nil } } }

    mutating func hash() throws -> UInt32 { try next { $0.integer.flatMap { UInt32(exactly: $0) } } }

    /// Buckets of words.
    mutating func buckets() throws -> [UInt16] {
        try next { value in
            let buckets = value.array?.map { $0.integer.flatMap { UInt16(exactly: $0) } }
            return buckets.flatMap { $0.allSatisfy { $0 ?? .max < TaskFeatures.buckets } ? $0.compactMap(\.self) : nil }
        }
    }

    /// Seconds or dollars.
    mutating func amount() throws -> Double { try next { $0.double.flatMap { $0.isAmount ? $0 : nil } } }

    mutating func draft() throws -> DraftFeatures {
        DraftFeatures(
            position: try count(), tool: try optional { ToolMark(hash: try $0.hash()) },
            previousTool: ToolMark(hash: try hash()), confidence: try optional { try $0.next { $0.double } },
            isRemembered: try flag(), finishes: try flag(),
            verdicts: RecentVerdicts(code: try next { $0.integer.flatMap { UInt8(exactly: $0) } }), cluster: try hash())
    }

    /// Figures are always the last in an outcome: what a call takes without help follows where it is known.
    mutating func figures() throws -> CallFigures {
        CallFigures(
            seconds: try amount(), dollars: try optional { try $0.amount() }, promptTokens: try count(),
            generatedTokens: try count(),
            unaided: elements.isEmpty
                ? nil : .init(seconds: try amount(), dollars: try optional { try $0.amount() }))
    }

    private mutating func optional<Value>(_ read: (inout OutcomeReader) throws -> Value) throws -> Value? {
        guard case .null? = elements.first else { return try read(&self) }
        elements.removeFirst()
        return nil
    }

    private mutating func next<Value>(_ read: (JSONValue) -> Value?) throws -> Value {
        guard let value = elements.popFirst().flatMap(read) else {
            throw UnreadableExperience("a figure in it makes no sense")
        }
        return value
    }
}
