/// Stands for a tool's name where names would be too slow: a hash that is the same on every machine
/// and in every process.
public struct ToolMark: Sendable, Hashable, Codable {
    /// FNV-1a of the name's UTF-8, folded to 32 bits.
    public let hash: UInt32

    /// The mark of a tool; nil is a step that is text alone.
    public init(_ name: String?) {
        self = name.map { ToolMark(hash: $0.stableHash.folded) } ?? .text
    }

    /// A step that is text alone.
    public static let text = ToolMark(hash: "text".stableHash.folded)
    /// No step: what comes before the first one.
    public static let none = ToolMark(hash: 0)

    /// A mark that stands for itself, as simulated tools do.
    public init(hash: UInt32) {
        self.hash = hash
    }

    public init(from decoder: any Decoder) throws {
        hash = try decoder.singleValueContainer().decode(UInt32.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hash)
    }
}
