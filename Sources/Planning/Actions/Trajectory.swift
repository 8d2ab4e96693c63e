/// The steps taken so far, in order. This, rendered in one way, is all that either agent ever sees
/// of the past: never the private thoughts of whoever proposed a step.
public struct Trajectory: Sendable, Hashable, Codable {
    /// The steps, the first one first.
    public private(set) var steps: [Step]
    /// A 64-bit fingerprint (FNV-1a) of the canonical actions and observations, stable across
    /// processes and machines. Equal trajectories have equal fingerprints.
    public private(set) var fingerprint: UInt64

    /// A trajectory of `steps`.
    public init(_ steps: [Step] = []) {
        self.steps = []
        fingerprint = 0xcbf2_9ce4_8422_2325
        for step in steps { append(step) }
    }

    /// Adds the next step.
    public mutating func append(_ step: Step) {
        steps.append(step)
        mix(step.action.canonical)
        mix(step.observation.text)
        mix(step.observation.isError ? "!" : ".")
    }

    /// The number of steps.
    public var count: Int { steps.count }

    public init(from decoder: any Decoder) throws {
        self.init(try [Step](from: decoder))
    }

    public func encode(to encoder: any Encoder) throws {
        try steps.encode(to: encoder)
    }

    private mutating func mix(_ text: String) {
        for byte in text.utf8 { mix(byte) }
        // A byte that never occurs in UTF-8 keeps ("ab", "c") and ("a", "bc") apart.
        mix(0xff)
    }

    private mutating func mix(_ byte: UInt8) {
        fingerprint = (fingerprint ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
}
