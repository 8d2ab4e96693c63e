/// What was taken, where 1 is what the verifier alone takes for the same steps.
public struct RelativeEffort: Sendable, Hashable {
    /// Latency / latency of the verifier alone, L/L_ref.
    public var latency: Double
    /// Cost / cost of the verifier alone, C/C_ref.
    public var cost: Double

    /// An effort; by default the verifier alone.
    public init(latency: Double = 1, cost: Double = 1) {
        self.latency = latency
        self.cost = cost
    }

    /// J = λ · L/L_ref + (1 − λ) · C/C_ref (algorithms.md, 5.1): 1 is the verifier alone, less is better.
    public func objective(lambda: Double) -> Double {
        lambda * latency + (1 - lambda) * cost
    }
}

extension Double {
    /// This as a part of `reference`. What cannot be compared counts as equal: where the verifier alone costs
    /// nothing, λ acts on time alone.
    public func relative(to reference: Double) -> Double {
        reference > 0 && reference.isFinite && isFinite ? self / reference : 1
    }
}
