/// How the last three comparisons of a run came out.
public struct RecentVerdicts: Sendable, Hashable, Codable {
    /// In base three, the newest last: 0 nothing yet, 1 wrong, 2 right.
    public private(set) var code: UInt8

    /// Nothing yet.
    public init() {
        code = 0
    }

    init(code: UInt8) {
        self.code = min(code, 26)
    }

    /// Takes a verdict; the oldest of three is forgotten.
    public mutating func append(_ agrees: Bool) {
        code = code % 9 * 3 + (agrees ? 2 : 1)
    }

    /// The newest one; nil before the first.
    public var last: Bool? {
        code % 3 == 0 ? nil : code % 3 == 2
    }

    public init(from decoder: any Decoder) throws {
        self.init(code: try decoder.singleValueContainer().decode(UInt8.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }
}
