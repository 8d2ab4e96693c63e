/// What a draft and the verification behind it cost and bring, in units of J (algorithms.md 5.5).
struct RidePrice {
    /// What cost is counted in.
    let basis: CostBasis
    /// λ.
    private let lambda: Double
    /// t, the time of a verification that no draft helps.
    private let time: Double
    /// What a step that is used brings: x̂ − λα − (1−λ)(1−f) where times are constant. Where they vary, two calls at once save
    /// less than t − a.
    private let gain: Double
    /// (1−λ)χ
    let draft: Double
    /// (1−λ)f
    private let verification: Double

    /// - Parameters:
    ///   - present: x̂, the running mean of J per committed step.
    ///   - charged: f, the part of a verification that is charged although it is cancelled.
    init(meter: StepMeter, spread: CallSpread, present: Double, charged: Double) {
        lambda = meter.lambda
        basis = meter.alone.basis
        time = meter.alone.time.value ?? 0
        let alpha = Self.ratio(meter.drafting.time.value, meter.alone.time.value) ?? 1 / 6
        let chi =
            Self.ratio(meter.drafting.cost(in: basis), meter.alone.cost(in: basis))
            ?? (basis == .seconds ? alpha : 0.2)
        draft = (1 - lambda) * chi
        verification = (1 - lambda) * charged
        gain = lambda > 0 ? present - lambda * (1 - spread.overlap(1 - alpha)) - (1 - lambda) * (1 - charged) : 0
    }

    /// θ(λ); nil where nothing can be gained.
    var threshold: Double? { gain > 0 ? (draft + verification) / gain : nil }

    /// What it brings to start a verification now that is of use with chance `survival`, less what it costs.
    /// Without it the step would start in `waiting` seconds, when the one before it is verified: it
    /// never brings more than that time is worth.
    func value(_ survival: Double, insteadOf waiting: Double) -> Double {
        let most = time > 0 ? lambda * waiting / time + verification : gain
        return survival * min(gain, most) - verification
    }

    private static func ratio(_ part: Double?, _ whole: Double?) -> Double? {
        guard let part, let whole, whole > 0 else { return nil }
        return min(part / whole, 100)
    }
}
