/// A number of bytes, as people write it: `512MB`, `6GB`, `1.5GiB`.
public struct ByteCount: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    /// The number of bytes.
    public var bytes: Int64

    /// A number of bytes.
    public init(_ bytes: Int64) {
        self.bytes = bytes
    }

    /// Nothing.
    public static let zero = ByteCount(0)

    /// Reads a decimal number with a unit; nil for everything else, a number without a unit included.
    public init?(spelled text: String) {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
        guard let number = Double(digits), digits.first != ".", digits.last != ".", let factor = Self.units[unit],
            number * factor < 1e18
        else { return nil }
        bytes = Int64((number * factor).rounded())
    }

    private static let units: [String: Double] = [
        "kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12,
        "kib": 1024, "mib": 1_048_576, "gib": 1_073_741_824, "tib": 1_099_511_627_776,
    ]

    /// As a person reads it: `812 MB`, `4.2 GB`.
    public var description: String {
        let names = ["B", "kB", "MB", "GB", "TB"]
        var value = Double(bytes)
        var unit = 0
        while value >= 999.5, unit < names.count - 1 {
            value /= 1000
            unit += 1
        }
        let rounded = value >= 99.5 || unit == 0 ? value.rounded() : (value * 10).rounded() / 10
        return "\(rounded)".replacing(".0", with: "") + " \(names[unit])"
    }

    public static func < (left: ByteCount, right: ByteCount) -> Bool { left.bytes < right.bytes }

    /// The sum; it stops at the largest number instead of overflowing.
    public static func + (left: ByteCount, right: ByteCount) -> ByteCount {
        let (sum, overflow) = left.bytes.addingReportingOverflow(right.bytes)
        return ByteCount(overflow ? .max : sum)
    }

    public init(from decoder: any Decoder) throws {
        bytes = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(bytes)
    }
}
