extension Duration {
    /// This duration in seconds.
    public var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }

    /// Seconds to the microsecond, for documents: finer digits are noise, and would make long numbers.
    public var roundedSeconds: Double { (seconds * 1e6).rounded() / 1e6 }

    /// Whole nanoseconds; of a duration beyond 292 years, the most that fits.
    public var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, overflowOfSum) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
        return overflow || overflowOfSum ? (seconds < 0 ? .min : .max) : sum
    }
}

// In JSON a duration is a number of seconds, rounded to nanoseconds. The overloads below are what
// the synthesized coding of every type in this module uses.

extension KeyedEncodingContainer {
    mutating func encode(_ value: Duration, forKey key: Key) throws {
        try encode(value.seconds, forKey: key)
    }

    mutating func encodeIfPresent(_ value: Duration?, forKey key: Key) throws {
        try encodeIfPresent(value?.seconds, forKey: key)
    }
}

extension KeyedDecodingContainer {
    func decode(_ type: Duration.Type, forKey key: Key) throws -> Duration {
        try Self.duration(seconds: decode(Double.self, forKey: key), forKey: key)
    }

    func decodeIfPresent(_ type: Duration.Type, forKey key: Key) throws -> Duration? {
        try decodeIfPresent(Double.self, forKey: key).map { try Self.duration(seconds: $0, forKey: key) }
    }

    private static func duration(seconds: Double, forKey key: Key) throws -> Duration {
        guard let nanoseconds = Int64(exactly: (seconds * 1e9).rounded()) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: [key], debugDescription: "\(seconds) is no number of seconds"))
        }
        return .nanoseconds(nanoseconds)
    }
}
