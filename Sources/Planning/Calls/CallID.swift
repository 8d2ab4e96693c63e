/// A call within its run: 1 is the first one that was started.
public struct CallID: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    /// The number.
    public let number: Int

    /// The call with this number.
    public init(_ number: Int) {
        self.number = number
    }

    public static func < (left: CallID, right: CallID) -> Bool { left.number < right.number }

    public var description: String { String(number) }

    public init(from decoder: any Decoder) throws {
        number = try decoder.singleValueContainer().decode(Int.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }
}
