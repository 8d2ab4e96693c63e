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
/// Chances are estimates. What would pay only if they were better than their mean, as far as they may be, is
/// drafted for the label, as long as the ``Allowance`` has something to lose. So J stays at 1 where riding
/// ahead is no good.
///
/// Nothing is launched when the verification is expected back within a (a call is never expected sooner than after
/// a fifth of t, so this is for drafters slower than that), beyond the step limit, or
/// past the expected end of the plan, by what plans of this kind of task came to before.
public struct ThresholdDepth: DepthController, Hashable {
    private var generator: SeededGenerator
    private var meter: StepMeter
    private var present = RunningObjective()
    private var allowance = Allowance()
    /// Whether a draft is right, given the draft.
    private var drafted = AcceptanceEstimator()
    /// Whether a draft will be right, before it is there.
    private var undrafted = AcceptanceEstimator()
    private var surprise = DraftSurprise()
    private var form = TaskForm()
    private var lengths = PlanLengths()
    private var spread = CallSpread()
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
        let price = RidePrice(
            meter: meter, spread: spread, present: present.value, charged: charged.value ?? 0.9)
        let outlook = outlook(context.drafts)
        let open = context.unresolvedDrafts
        let acceptance = form.chance(undrafted(context.next), after: outlook.record)
        func decision(_ depth: Int, _ reason: ThresholdReason) -> DepthDecision {
            DepthDecision(
                depth: DepthLimit.clamp(min(depth, max(context.stepsLeft, 1) - 1)), draftsBeyond: false,
                reason: reason.text(price.basis), acceptance: acceptance, survival: outlook.survival * acceptance,
                threshold: price.threshold)
        }
        guard meter.window != 0 else { return decision(0, .slowDrafter) }
        guard let threshold = price.threshold, threshold <= 1 else { return decision(0, .neverPays) }
        // The draft is there: only its verification is still to be paid.
        guard open == 0 || price.value(outlook.survival, insteadOf: remaining(context.lastVerification)) >= 0 else {
            return decision(open - 1, .unlikely)
        }
        if let drafting = meter.drafting.time.value, threshold > 0, remaining(context.nextVerification) < drafting {
            return decision(open, .aboutToReturn)
        }
        let further = further(context, outlook, price)
        if further > 0 { return decision(open + further, .pays) }
        if open == 0 {
            // The upper end of the 80 % interval.
            let error = (acceptance * (1 - acceptance) / (undrafted.evidence + 3)).squareRoot()
            var hopeful = outlook
            hopeful.survival = min(acceptance + 0.84 * error, 1) / acceptance
            let mayPay = self.further(context, hopeful, price) > 0
            if explore(context, price, mayPay: mayPay) { return decision(1, .exploring) }
        }
        let isOver = lengths.continuing(past: context.next.position, cluster: cluster) < threshold
        return decision(open, isOver ? .planIsOver : .unlikely)
    }

    /// What to expect behind a number of drafts, if all of them are right.
    private struct Outlook {
        var survival = 1.0
        var record: TaskForm.Record
    }

    private func outlook(_ drafts: [DraftFeatures]) -> Outlook {
        var outlook = Outlook(record: form.record)
        for draft in drafts {
            let expected = drafted(draft, prior: undrafted(draft.beforehand))
            outlook.survival *= form.chance(expected, after: outlook.record)
            outlook.record.add(expected, isRight: true)
        }
        return outlook
    }

    /// How many more drafts pay. In rounds all of them are decided on at once, the later ones as if
    /// they were like the next one; otherwise only the next one counts.
    private func further(_ context: DepthContext, _ outlook: Outlook, _ price: RidePrice) -> Int {
        var outlook = outlook
        var step = context.next
        var depth = 0
        let most = context.unresolvedDrafts == 0 ? min(meter.window ?? 3, Self.longestRound) : 1
        var waiting = remaining(context.nextVerification) - (meter.drafting.time.value ?? 0)
        while depth < most {
            let expected = undrafted(step)
            let chance =
                form.chance(expected, after: outlook.record)
                * lengths.continuing(past: step.position, cluster: cluster)
            let value = surprise.mean(around: AcceptanceEstimator.bounded(chance)) {
                max(0, price.value(outlook.survival * $0, insteadOf: waiting))
            }
            guard value >= price.draft else { break }
            outlook.survival *= chance
            outlook.record.add(expected, isRight: true)
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
    /// it, is the cheapest way: the frontier's verdict judges it for nothing. Where even the most that is likely
    /// would not pay, one looks now and then all the same.
    private mutating func explore(_ context: DepthContext, _ price: RidePrice, mayPay: Bool) -> Bool {
        guard context.frontier != consideredFrontier else { return explores }
        consideredFrontier = context.frontier
        explores =
            allowance.affords(price.draft) && (mayPay || generator.chance() < Self.curiosity)
        return explores
    }

    public mutating func observe(_ outcome: DepthOutcome) {
        if let objective = meter.observe(outcome) {
            present.add(objective)
            allowance.add(objective)
        }
        switch outcome {
        case .started(let task, _):
            cluster = task.cluster
            consideredFrontier = 0
            form.start()
        case .verified(_, let figures): spread.add(figures.seconds)
        case .verificationCancelled(_, let figures):
            let whole = meter.verifying.cost(in: meter.verifying.basis) ?? 0
            if whole > 0 { charged.add(min(CallWork(figures)[meter.verifying.basis] / whole, 1)) }
        case .compared(let draft, let agrees):
            let before = undrafted(draft.beforehand)
            let after = drafted(draft, prior: before)
            surprise.add(before: before, after: after)
            form.learn(after, isRight: agrees)
            drafted.learn(draft, prior: before, isRight: agrees)
            undrafted.learn(draft.beforehand, isRight: agrees)
        case .ended(let steps, finished: true): lengths.add(steps, cluster: cluster)
        case .rode, .drafted, .draftCancelled, .censored, .committed, .ended: break
        }
    }

    private static let longestRound = 12
    private static let curiosity = 0.03
}

extension DraftFeatures {
    /// What was known before the draft was there.
    fileprivate var beforehand: DraftFeatures {
        DraftFeatures(position: position, previousTool: previousTool, verdicts: verdicts, cluster: cluster)
    }
}
