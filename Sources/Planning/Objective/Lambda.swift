/// The one number the user sets: 1 is speed, 0 is cost.
///
/// J = λ · latency / latency_ref + (1 − λ) · cost / cost_ref, where ref is what the verifier alone
/// would take (algorithms.md, 5.1).
public struct Lambda: Sendable, Hashable, Codable {
    /// From 0 to 1.
    public let value: Double

    /// Accepts 0…1; nil for anything else, NaN included.
    public init?(_ value: Double) {
        guard (0...1).contains(value) else { return nil }
        self.value = value
    }

    /// Equal weight of speed and cost.
    public static let balanced = Lambda(unchecked: 0.5)

    private init(unchecked value: Double) {
        self.value = value
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let value = try container.decode(Double.self)
        guard let lambda = Lambda(value) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "λ is \(value), not in 0…1")
        }
        self = lambda
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}
