/// The name of a run: 26 characters, sortable by the time the run began (the ULID layout, in
/// Crockford's base 32).
public struct RunID: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    /// The 26 characters.
    public let description: String

    /// A new name for a run that begins `milliseconds` after 1970, unique through the lower 80 bits of `random`. Before
    /// 1970, as a machine's clock may stand that nobody has set, they are those of its first moment.
    public init(milliseconds: some BinaryInteger, random: UInt128 = .random(in: 0 ... .max)) {
        var characters = Self.digits(of: UInt128(UInt64(clamping: milliseconds) & 0xffff_ffff_ffff), count: 10)
        characters += Self.digits(of: random, count: 16)
        description = String(decoding: characters, as: UTF8.self)
    }

    /// A name that is unique through `generator`.
    public init(milliseconds: some BinaryInteger, using generator: inout some RandomNumberGenerator) {
        self.init(
            milliseconds: milliseconds, random: UInt128(generator.next()) << 16 | UInt128(generator.next() & 0xffff))
    }

    /// Reads a name; nil unless it has the right length and characters. Lower case is accepted.
    public init?(_ text: String) {
        let upper = text.uppercased()
        guard upper.utf8.count == 26, upper.utf8.allSatisfy(Self.alphabet.contains) else { return nil }
        description = upper
    }

    public static func < (left: RunID, right: RunID) -> Bool { left.description < right.description }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = RunID(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "“\(text)” names no run")
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    private static func digits(of value: UInt128, count: Int) -> [UInt8] {
        (0..<count).reversed().map { alphabet[Int(truncatingIfNeeded: value >> (5 * $0)) & 31] }
    }
}
