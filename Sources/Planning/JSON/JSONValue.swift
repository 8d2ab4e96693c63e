/// A JSON document as a value: what tools take as arguments and what providers send.
///
/// Two values are equal when they are the same JSON value: key order never matters, and a number
/// that is a whole number is the same however it was written (`1`, `1.0`, `1e0`). Strings compare
/// scalar by scalar, so that two spellings of one character in a file name stay two names.
public enum JSONValue: Sendable {
    case null
    case bool(Bool)
    /// A whole number that fits into 64 bits.
    case integer(Int64)
    /// Any other number. Never NaN or infinite.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])
}

extension JSONValue {
    /// The member `key` of an object, or nil for a missing member and for anything that is no object.
    public subscript(key: String) -> JSONValue? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    /// The text of a string value.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// A whole number, or nil for everything else.
    public var integer: Int64? {
        if case .integer(let value) = self { value } else { nil }
    }

    /// Any number, as a double.
    public var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// The truth value of a boolean.
    public var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The elements of an array.
    public var array: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The members of an object.
    public var object: [String: JSONValue]? {
        if case .object(let members) = self { members } else { nil }
    }
}

extension JSONValue: Equatable {
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        left.canonicalBytes == right.canonicalBytes
    }
}

extension JSONValue: Hashable {
    public func hash(into hasher: inout Hasher) {
        hasher.combine(canonicalBytes)
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(floatLiteral value: Double) { self = JSONValue(value) }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    public init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .object(Dictionary(members, uniquingKeysWith: { _, last in last }))
    }
    public init(nilLiteral: ()) { self = .null }

    /// A number in its canonical case: whole numbers that a double holds exactly become integers,
    /// NaN and infinities, which JSON cannot express, become null.
    public init(_ value: Double) {
        if let whole = Int64(exactly: value), abs(value) < 9_007_199_254_740_992 {
            self = .integer(whole)
        } else {
            self = value.isFinite ? .number(value) : .null
        }
    }
}
