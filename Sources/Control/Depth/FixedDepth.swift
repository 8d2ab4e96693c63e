/// Always the same depth. Depth 0 is the verifier alone.
public struct FixedDepth: DepthController, Hashable {
    /// Steps the verifier may run ahead on.
    public let depth: Int

    /// A fixed depth, brought into 0…``DepthLimit/most``.
    public init(_ depth: Int) {
        self.depth = DepthLimit.clamp(depth)
    }

    public var name: String { ControllerName.fixed.rawValue }

    public func decide(_ context: DepthContext) -> DepthDecision {
        DepthDecision(depth: depth, reason: depth == 0 ? "no speculation" : "fixed depth")
    }

    public func observe(_ outcome: DepthOutcome) {}

    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(Int.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(depth)
    }
}
