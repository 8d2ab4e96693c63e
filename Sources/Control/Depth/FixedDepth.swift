/// Always the same depth. Depth 0 is the verifier alone.
public struct FixedDepth: DepthController, Hashable {
    /// Steps the verifier may run ahead on.
    public let depth: Int

    /// A fixed depth; negative ones count as 0.
    public init(_ depth: Int) {
        self.depth = max(depth, 0)
    }

    public func decide(_ context: DepthContext) -> DepthDecision {
        DepthDecision(depth: depth, reason: depth == 0 ? "no speculation" : "fixed depth")
    }

    public func observe(_ outcome: DepthOutcome) {}
}
