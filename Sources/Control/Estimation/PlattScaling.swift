import Planning

/// Platt scaling: p = σ(a·z + b), fitted to the newest predictions and how they came out (Platt, “Probabilistic
/// outputs for support vector machines”, 1999). At first, and until ``fit()`` is called, a = 1 and b = 0. The
/// slope is never below 0.1, so that the order of any two predictions stays.
public struct PlattScaling: Sendable, Hashable, Codable {
    /// How many predictions are looked at: the newest.
    private static let capacity = 200

    private var slope = 1.0
    private var shift = 0.0
    private var logits: [Float] = []
    private var outcomes: [Bool] = []
    private var oldest = 0

    /// The scaled logit.
    public func callAsFunction(_ logit: Double) -> Double { slope * logit + shift }

    /// Takes a logit, and whether what it spoke of turned out right. What is no number is left out.
    public mutating func add(_ logit: Double, _ isRight: Bool) {
        guard logit.isFinite else { return }
        guard logits.count == Self.capacity else {
            logits.append(Float(logit))
            outcomes.append(isRight)
            return
        }
        logits[oldest] = Float(logit)
        outcomes[oldest] = isRight
        oldest = (oldest + 1) % Self.capacity
    }

    /// Newton's method on the log-likelihood, held near slope 1 and shift 0 as if ten labels said so. Steps are
    /// bounded: where all outcomes contradict the predictions, whole ones leap to and fro for ever.
    public mutating func fit() {
        var (a, b) = (slope, shift)
        for _ in 0..<12 {
            let (gradient, curvature) = derivatives(a, b)
            let determinant = curvature.aa * curvature.bb - curvature.ab * curvature.ab
            guard determinant > 1e-9 else { break }
            a -= Self.bounded((curvature.bb * gradient.a - curvature.ab * gradient.b) / determinant)
            b -= Self.bounded((curvature.aa * gradient.b - curvature.ab * gradient.a) / determinant)
        }
        guard a.isFinite, b.isFinite else { return }
        slope = min(max(a, 0.1), 3)
        // Where the slope could not go where it wanted to, the shift has to make up for it.
        shift = min(max(slope == a ? b : shift(at: slope, from: b), -3), 3)
    }

    /// The shift that fits best where the slope is given.
    private func shift(at slope: Double, from start: Double) -> Double {
        var b = min(max(start, -3), 3)
        for _ in 0..<8 {
            let (gradient, curvature) = derivatives(slope, b)
            b -= Self.bounded(gradient.b / curvature.bb)
        }
        return b.isFinite ? b : start
    }

    /// How what is minimised changes with slope and shift.
    private func derivatives(
        _ a: Double, _ b: Double
    ) -> (gradient: (a: Double, b: Double), curvature: (aa: Double, ab: Double, bb: Double)) {
        var gradient = (a: 10 * (a - 1), b: 2 * b)
        var curvature = (aa: 10.0, ab: 0.0, bb: 2.0)
        for (logit, isRight) in zip(logits, outcomes) {
            let z = Double(logit)
            let p = Logistic.chance(a * z + b)
            let (error, slope) = (p - (isRight ? 1 : 0), p * (1 - p))
            gradient.a += error * z
            gradient.b += error
            curvature.aa += slope * z * z
            curvature.ab += slope * z
            curvature.bb += slope
        }
        return (gradient, curvature)
    }

    private static func bounded(_ step: Double) -> Double { min(max(step, -1), 1) }

    /// No scaling.
    public init() {}

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        slope = try container.decode(Double.self, forKey: .slope)
        shift = try container.decode(Double.self, forKey: .shift)
        logits = try container.decode([Float].self, forKey: .logits)
        outcomes = try container.decode([Bool].self, forKey: .outcomes)
        oldest = try container.decode(Int.self, forKey: .oldest)
        guard logits.count == outcomes.count, logits.count <= Self.capacity, (0..<Self.capacity).contains(oldest) else {
            throw DecodingError.dataCorruptedError(
                forKey: .logits, in: container, debugDescription: "Predictions and outcomes do not belong together.")
        }
    }
}
