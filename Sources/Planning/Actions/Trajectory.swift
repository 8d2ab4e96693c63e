/// The steps taken so far, in order. This, rendered in one way, is all that either agent ever sees
/// of the past: never the private thoughts of whoever proposed a step.
public struct Trajectory: Sendable, Hashable, Codable {
    /// The steps, the first one first.
    public private(set) var steps: [Step]
    /// A fingerprint (``StableHash``) of the canonical actions and observations, stable across
    /// processes and machines. Equal trajectories have equal fingerprints.
    public private(set) var fingerprint: UInt64

    /// A trajectory of `steps`.
    public init(_ steps: [Step] = []) {
        self.steps = []
        fingerprint = StableHash().value
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
        var hash = StableHash(resuming: fingerprint)
        hash.combine(text.utf8)
        // A byte that never occurs in UTF-8 keeps ("ab", "c") and ("a", "bc") apart.
        hash.combine(0xff)
        fingerprint = hash.value
    }
}
