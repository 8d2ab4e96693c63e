public import Planning

/// Rides ahead as long as the unresolved drafts are likely enough to be right.
///
/// One more pair of draft and verification pays when the chance s that it will be used reaches
/// θ(λ) = (1−λ)(χ + f) / (x̂ − λα − (1−λ)(1−f)) (algorithms.md 5.5). α = a/t and χ = c_a/c_t relate
/// the drafter to the verifier, f is the part of a verification that is charged although it is
/// cancelled, and x̂ is the running mean of J per committed step; all are measured on line. At λ = 1 the
/// threshold is 0 and only a ≪ t limits the depth; at λ = 0 it is never reached.
///
/// The draft is paid before anything is known of it, the verification afterwards. So there are two
/// questions: a draft is made when, over what it may turn out to be, it is worth its price; the
/// verification behind it starts when the draft, now that it is there, makes s reach θ without χ.
///
/// Nothing is launched when the oldest verification is expected back within a, beyond the step limit, or
/// past the expected end of the plan, by what plans of this kind of task came to before.
public struct ThresholdDepth: DepthController, Hashable {
    private var generator: SeededGenerator
    private var meter: StepMeter
    private var present = RunningObjective()
    /// Whether a draft is right, given the draft.
    private var drafted = AcceptanceEstimator()
    /// Whether a draft will be right and not end the task, before it is there.
    private var undrafted = AcceptanceEstimator()
    private var surprise = DraftSurprise()
    private var lengths = PlanLengths()
    private var charged = MovingAverage(rate: 0.1)
    private var cluster: UInt32 = 0
    /// The frontier at which it was last considered to draft for learning, and whether to.
    private var consideredFrontier = 0
    private var explores = false

    /// A controller that has learnt nothing yet.
    public init(_ preference: Preference, seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        meter = StepMeter(preference)
    }

    public var name: String { ControllerName.threshold.rawValue }

    public mutating func decide(_ context: DepthContext) -> DepthDecision {
        let price = self.price
        var survival = 1.0
        for draft in context.drafts { survival *= chance(of: draft) }
        let open = context.unresolvedDrafts
        let acceptance = undrafted(context.next)
        func decision(_ depth: Int, _ reason: Reason) -> DepthDecision {
            DepthDecision(
                depth: DepthLimit.clamp(min(depth, max(context.stepsLeft, 1) - 1)), draftsBeyond: false,
                reason: reason.text(price.basis), acceptance: acceptance, survival: survival * acceptance,
                threshold: price.threshold)
        }
        guard meter.window != 0 else { return decision(0, .slowDrafter) }
        guard let threshold = price.threshold, threshold <= 1 else { return decision(0, .neverPays) }
        // The draft is there: only its verification is still to be paid.
        let waiting = remaining(context.lastVerification)
        guard open == 0 || survival * price.gain(after: waiting) >= price.verification else {
            return decision(open - 1, .unlikely)
        }
        if let drafting = meter.drafting.time.value, threshold > 0, remaining(context.nextVerification) < drafting {
            return decision(open, .aboutToReturn)
        }
        let further = further(context, survival: survival, price: price)
        if further > 0 { return decision(open + further, .pays) }
        let isOver = lengths.continuing(past: context.next.position, cluster: cluster) < threshold
        if open == 0, explore(context, acceptance: acceptance, price: price) { return decision(1, .exploring) }
        return decision(open, isOver ? .planIsOver : .unlikely)
    }

    /// What was expected before the draft was there is where the estimate of the draft starts from.
    private func chance(of draft: DraftFeatures) -> Double {
        var before = draft
        before.forgetDraft()
        return drafted(draft, prior: undrafted(before))
    }

    /// How many more drafts pay. In rounds all of them are decided on at once, the later ones as if
    /// they were like the next one; otherwise only the next one counts.
    private func further(_ context: DepthContext, survival: Double, price: Price) -> Int {
        var step = context.next
        var survival = survival
        var depth = 0
        let most = context.unresolvedDrafts == 0 ? min(meter.window ?? 3, Self.longestRound) : 1
        var waiting = remaining(context.nextVerification) - (meter.drafting.time.value ?? 0)
        while depth < most {
            let gain = price.gain(after: waiting)
            let chance = undrafted(step) * lengths.continuing(past: step.position, cluster: cluster)
            let value = surprise.mean(around: AcceptanceEstimator.bounded(chance)) {
                max(0, survival * $0 * gain - price.verification)
            }
            guard value >= price.draft else { break }
            survival *= chance
            depth += 1
            step.position &+= 1
            waiting = .infinity
        }
        return depth
    }

    /// When a verification of this age is expected back, in seconds.
    private func remaining(_ age: Double) -> Double {
        guard let t = meter.verifying.time.value else { return .infinity }
        return max(t - (age.isFinite ? max(age, 0) : 0), 0.2 * t)
    }

    /// Nothing is learnt about a drafter that is never asked. A draft alone, without a verification behind
    /// it, is the cheapest way: the frontier's verdict judges it for nothing.
    private mutating func explore(_ context: DepthContext, acceptance: Double, price: Price) -> Bool {
        guard context.frontier != consideredFrontier else { return explores }
        consideredFrontier = context.frontier
        let evidence = undrafted.evidence
        let spread = (acceptance * (1 - acceptance) / (evidence + 3)).squareRoot()
        // The upper end of the 80 % interval. What cannot pay even so is looked at again only now and
        // then: as often as costs half a thousandth of J, and more often the more riding ahead brought
        // before; and again after a draft that was right.
        let isPromising = acceptance + 0.84 * spread >= price.threshold ?? .infinity
        let budget = 0.0005 + 0.03 * present.bestSaving
        let rare = min(budget / max(price.draft, 1e-6), 1)
        let often = 10 / (10 + Double(undrafted.labels))
        let again = context.next.verdicts.last == true ? 0.5 : 0
        let chance = max(isPromising ? often * often : 0, rare, again)
        explores = Double.random(in: 0..<1, using: &generator) < chance
        return explores
    }

    public mutating func observe(_ outcome: DepthOutcome) {
        if let objective = meter.observe(outcome) { present.add(objective) }
        switch outcome {
        case .started(let task, _):
            cluster = task.cluster
            consideredFrontier = 0
        case .verificationCancelled(_, let figures):
            let whole = meter.verifying.cost(in: meter.verifying.basis) ?? 0
            if whole > 0 { charged.add(min(CallWork(figures)[meter.verifying.basis] / whole, 1)) }
        case .compared(let draft, let agrees):
            var before = draft
            before.forgetDraft()
            let expected = undrafted(before)
            surprise.add(before: expected, after: drafted(draft, prior: expected))
            drafted.learn(draft, prior: expected, isRight: agrees)
            undrafted.learn(before, isRight: agrees && !draft.finishes)
        case .ended(let steps, finished: true): lengths.add(steps, cluster: cluster)
        case .rode, .drafted, .verified, .draftCancelled, .censored, .committed, .ended: break
        }
    }

    private static let longestRound = 12
}

// MARK: - What a draft costs and brings

extension ThresholdDepth {
    /// The terms of the comparison, in units of J.
    private struct Price {
        let basis: CostBasis
        let lambda: Double
        /// t, the time of a verification.
        let time: Double
        /// What a step that is used brings: x̂ − λα − (1−λ)(1−f).
        let gain: Double
        /// (1−λ)χ
        let draft: Double
        /// (1−λ)f
        let verification: Double

        /// θ(λ); nil where nothing can be gained.
        var threshold: Double? { gain > 0 ? (draft + verification) / gain : nil }

        /// What it brings to start a verification now, instead of in `waiting` seconds, when the step
        /// before it is verified for certain: never more than that time is worth.
        func gain(after waiting: Double) -> Double {
            min(gain, time > 0 ? lambda * waiting / time + verification : gain)
        }
    }

    private var price: Price {
        let basis = meter.verifying.basis
        let alpha = ratio(meter.drafting.time.value, meter.verifying.time.value) ?? 1 / 6
        let chi =
            ratio(meter.drafting.cost(in: basis), meter.verifying.cost(in: basis)) ?? (basis == .seconds ? alpha : 0.2)
        let charged = charged.value ?? 0.9
        let lambda = meter.lambda
        return Price(
            basis: basis, lambda: lambda, time: meter.verifying.time.value ?? 0,
            gain: lambda > 0 ? present.value - lambda * alpha - (1 - lambda) * (1 - charged) : 0,
            draft: (1 - lambda) * chi, verification: (1 - lambda) * charged)
    }

    private func ratio(_ part: Double?, _ whole: Double?) -> Double? {
        guard let part, let whole, whole > 0 else { return nil }
        return min(part / whole, 100)
    }

    private enum Reason: Int {
        case slowDrafter, neverPays, aboutToReturn, unlikely, pays, exploring, planIsOver

        func text(_ basis: CostBasis) -> String {
            switch basis {
            case .dollars: Self.texts[rawValue]
            case .tokens: Self.tokenTexts[rawValue]
            case .seconds: Self.secondTexts[rawValue]
            }
        }

        private static let texts = [
            "the drafter is no faster than the verifier", "at this λ no draft pays",
            "the oldest verdict is about to come",
            "survival is below the threshold", "survival reaches the threshold", "drafted only to learn from it",
            "the plan is expected to end here",
        ]
        private static let tokenTexts = texts.map { $0 + " (prices unknown or zero: cost is counted in tokens)" }
        private static let secondTexts = texts.map {
            $0 + " (prices and tokens unknown or zero: cost is counted in busy time)"
        }
    }
}

extension DraftFeatures {
    /// What was known before the draft was there.
    fileprivate mutating func forgetDraft() {
        tool = nil
        confidence = nil
        isRemembered = false
        finishes = false
    }
}
