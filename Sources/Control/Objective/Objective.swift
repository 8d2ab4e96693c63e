public import Planning

/// How good a run was, at a λ, against the verifier alone and against an oracle that knew which
/// drafts would be right (algorithms.md 5.1 and 5.6).
public struct Objective: Sendable, Hashable, Codable {
    /// Speed against cost.
    public let lambda: Lambda
    /// What the verifier alone would take for these steps.
    public let reference: Reference
    /// What the oracle would take: the floor of every lossless run with this drafter.
    public let oracle: Reference

    /// The objective of a run with these committed steps.
    public init(_ lambda: Lambda, steps: [StepRecord]) {
        self.lambda = lambda
        reference = Self.reference(of: steps)
        oracle = Reference(seconds: Self.latencyFloor(of: steps), dollars: Self.costFloor(of: steps))
    }

    /// J: 1 is the verifier alone, less is better. A reference of nothing weighs like the verifier alone.
    public func callAsFunction(seconds: Double, dollars: Double) -> Double {
        lambda.objective(
            latency: Self.ratio(seconds, reference.seconds), cost: Self.ratio(dollars, reference.dollars))
    }

    /// J*: the oracle's J.
    public var best: Double { self(seconds: oracle.seconds, dollars: oracle.dollars) }

    /// The part of what could be gained that was: (1 − J) / (1 − J*). Nil where nothing could be.
    public func efficiency(seconds: Double, dollars: Double) -> Double? {
        let possible = 1 - best
        guard possible > 1e-9 else { return nil }
        return (1 - self(seconds: seconds, dollars: dollars)) / possible
    }

    // MARK: - Floors

    /// Σ t (with the time for carrying actions out) and Σ c_t.
    public static func reference(of steps: [StepRecord]) -> Reference {
        steps.reduce(into: Reference(seconds: 0, dollars: 0)) { sum, step in
            sum.seconds += step.verifying + step.executing
            sum.dollars += step.verificationCost
        }
    }

    /// L*: S_{i+1} = S_i + a_i where draft i is right, otherwise S_i + t_i; L* = max(S_i + t_i).
    ///
    /// A draft that would be slower than the verification it foresees is not waited for. The action of
    /// a step has to be carried out before the next one can start, and nothing is sooner over than
    /// the last action.
    public static func latencyFloor(of steps: [StepRecord]) -> Double {
        var start = 0.0
        var floor = 0.0
        for step in steps {
            let verified = step.verifying + step.executing
            floor = max(floor, start + verified)
            start += usesDraft(of: step) ? (step.drafting ?? step.verifying) + step.executing : verified
        }
        return floor
    }

    /// C* = Σ c_t + Σ c_a of the right drafts, the last step's apart: no draft of it is of use.
    public static func costFloor(of steps: [StepRecord]) -> Double {
        steps.reduce(0) { $0 + $1.verificationCost }
            + steps.dropLast().reduce(0) { $0 + (usesDraft(of: $1) ? $1.draftCost : 0) }
    }

    private static func usesDraft(of step: StepRecord) -> Bool {
        step.draftIsRight && step.drafting.map { $0 < step.verifying } ?? false
    }

    private static func ratio(_ value: Double, _ reference: Double) -> Double {
        guard value.isFinite, reference.isFinite, reference > 0 else { return 1 }
        return value / reference
    }
}
