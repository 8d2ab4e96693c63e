/// The verifier alone.
public struct OffDepth: DepthController, Hashable {
    /// The verifier alone.
    public init() {}

    public var name: String { ControllerName.off.rawValue }

    public func decide(_ context: DepthContext) -> DepthDecision {
        DepthDecision(depth: 0, reason: "no speculation")
    }

    public func observe(_ outcome: DepthOutcome) {}
}
