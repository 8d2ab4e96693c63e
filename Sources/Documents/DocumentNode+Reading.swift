extension DocumentNode {
    /// The text. A number or a truth value without quotes is a text as well.
    public func string() throws(DocumentError) -> String {
        guard case .scalar(let text, _) = content else { throw mistyped("a text") }
        return text
    }

    /// A whole number, within `range`.
    public func int(in range: ClosedRange<Int> = .min ... .max) throws(DocumentError) -> Int {
        let expectation = range == .min ... .max ? "a whole number" : "a whole number \(Self.words(range))"
        guard case .scalar(let text, .plain) = content, let value = Int(text), range.contains(value) else {
            throw mistyped(expectation)
        }
        return value
    }

    /// A number, within `range`. Never NaN or infinite.
    public func double(
        in range: ClosedRange<Double> = -.greatestFiniteMagnitude ... .greatestFiniteMagnitude
    ) throws(DocumentError) -> Double {
        let isOpen = range.lowerBound == -.greatestFiniteMagnitude && range.upperBound == .greatestFiniteMagnitude
        guard case .scalar(let text, .plain) = content, Self.isDecimal(text), let value = Double(text),
            range.contains(value)
        else { throw mistyped(isOpen ? "a number" : "a number \(Self.words(range))") }
        return value
    }

    /// `true` or `false`; nothing else is a truth value.
    public func bool() throws(DocumentError) -> Bool {
        switch content {
        case .scalar("true", .plain): return true
        case .scalar("false", .plain): return false
        default: throw mistyped("true or false")
        }
    }

    /// A length of time such as `90s`, `5m`, `1h30m` or `250ms`.
    public func duration() throws(DocumentError) -> Duration {
        guard case .scalar(let text, _) = content, let value = DurationText.duration(text) else {
            throw mistyped("a duration such as 90s, 5m or 1h30m")
        }
        return value
    }

    /// One of the raw values of `type`.
    public func choice<Value: RawRepresentable & CaseIterable>(
        of type: Value.Type
    ) throws(DocumentError) -> Value where Value.RawValue == String {
        let names = type.allCases.map(\.rawValue)
        guard case .scalar(let text, _) = content else { throw mistyped("one of " + names.joined(separator: ", ")) }
        guard let value = Value(rawValue: text) else {
            throw error(
                "“\(text.excerpt)” is not known" + Spelling.question(for: text, among: names),
                expected: "one of " + names.joined(separator: ", "))
        }
        return value
    }

    /// The elements of a list.
    public func list() throws(DocumentError) -> [DocumentNode] {
        guard case .list(let elements) = content else { throw mistyped("a list") }
        return elements
    }

    /// The members of a mapping whose keys are names that the user chose.
    public func mapping() throws(DocumentError) -> DocumentMapping {
        guard case .mapping(let members) = content else { throw mistyped("a mapping of names to values") }
        return DocumentMapping(node: self, members: members)
    }

    /// The members of a mapping. A key that is not in `keys` is an error that suggests the nearest.
    public func mapping(allowing keys: [String]) throws(DocumentError) -> DocumentMapping {
        guard case .mapping(let members) = content else {
            throw mistyped("a mapping with the keys " + keys.joined(separator: ", "))
        }
        for member in members where !keys.contains(member.key) {
            throw DocumentError(
                "the key “\(member.key.excerpt)” is not known" + Spelling.question(for: member.key, among: keys),
                expected: "one of " + keys.joined(separator: ", "), at: member.keyLocation)
        }
        return DocumentMapping(node: self, members: members)
    }

    private func mistyped(_ expectation: String) -> DocumentError {
        error("there is \(summary) here", expected: expectation)
    }

    private static func words(_ range: ClosedRange<Int>) -> String {
        if range.upperBound == .max { return "of at least \(range.lowerBound)" }
        return range.lowerBound == .min
            ? "of at most \(range.upperBound)" : "from \(range.lowerBound) to \(range.upperBound)"
    }

    private static func words(_ range: ClosedRange<Double>) -> String {
        if range.upperBound == .greatestFiniteMagnitude { return "of at least \(range.lowerBound)" }
        return range.lowerBound == -.greatestFiniteMagnitude
            ? "of at most \(range.upperBound)" : "from \(range.lowerBound) to \(range.upperBound)"
    }

    /// Whether `text` is a decimal number; `Double.init` would also take hexadecimal and `nan`.
    private static func isDecimal(_ text: String) -> Bool {
        text.utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            && text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
    }
}
