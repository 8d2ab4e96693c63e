import Planning

/// Tasks that are drawn instead of recorded.
public struct SyntheticWorkload: Sendable, Hashable {
    /// How often the drafter is right.
    public var acceptance: AcceptanceModel
    /// What a draft takes.
    public var drafter: CallModel
    /// What a verification takes.
    public var verifier: CallModel
    /// How long tasks are.
    public var length: PlanLength
    /// The most steps a run may take.
    public var stepLimit: Int
    /// The part of all drafts that fail.
    public var failures = 0.0
    /// The part of all verifications that are cut off half way and repeated by the backend.
    public var retries = 0.0
    /// Whether the drafter says how sure it is, and with which error (standard deviation); nil if it
    /// does not say.
    public var confidenceNoise: Double?
    /// Whether a step tells in tenths, by what it calls, how likely the draft of the next one is to be right.
    public var isForeseen = false
    /// What the provider allows.
    public var quota = CallQuota.unlimited
    /// What changes as the tasks go on, in order.
    public var changes: [Change] = []

    /// From some task on, the world is another one. What is nil stays as it was.
    public struct Change: Sendable, Hashable {
        /// How many tasks come before.
        public var afterTasks: Int
        /// How often the drafter is right from now on.
        public var acceptance: AcceptanceModel?
        /// What a draft takes from now on.
        public var drafter: CallModel?
        /// What a verification takes from now on.
        public var verifier: CallModel?

        /// A change.
        public init(
            afterTasks: Int, acceptance: AcceptanceModel? = nil, drafter: CallModel? = nil, verifier: CallModel? = nil
        ) {
            self.afterTasks = afterTasks
            self.acceptance = acceptance
            self.drafter = drafter
            self.verifier = verifier
        }
    }

    /// A workload without failures and changes.
    public init(
        acceptance: AcceptanceModel, drafter: CallModel, verifier: CallModel, length: PlanLength, stepLimit: Int
    ) {
        self.acceptance = acceptance
        self.drafter = drafter
        self.verifier = verifier
        self.length = length
        self.stepLimit = stepLimit
    }

    /// Draws tasks. The same seed gives the same tasks, and the first of many are those of few.
    public func tasks(_ count: Int, seed: UInt64) -> [PlannedTask] {
        var present = self
        var pending = changes[...]
        return (0..<max(count, 0)).compactMap { number in
            while let change = pending.first, change.afterTasks <= number {
                pending.removeFirst()
                present.acceptance = change.acceptance ?? present.acceptance
                present.drafter = change.drafter ?? present.drafter
                present.verifier = change.verifier ?? present.verifier
            }
            var random = SeededGenerator(seed: seed &+ UInt64(number) &* 0xd1b5_4a32_d192_ed03)
            return present.task(using: &random)
        }
    }

    private func task(using random: inout SeededGenerator) -> PlannedTask? {
        let count = length.steps(limit: stepLimit, using: &random)
        let chances = acceptance.chances(count, using: &random)
        let steps = chances.indices.map { index in
            let chance = chances[index]
            // Always the same number of draws, so that a changed figure changes nothing else.
            let isRight = random.chance() < chance
            let fails = random.chance() < failures
            let isRepeated = random.chance() < retries
            let noise = random.normal()
            let drafting = drafter.call(using: &random)
            var verifying = verifier.call(using: &random)
            if isRepeated {
                verifying.charge += verifying.charge.cancelled(after: 0.5)
                verifying.latency *= 1.5
            }
            // A wrong draft calls the same: it must not give itself away.
            let call = isForeseen && index + 1 < count ? "tool-\(Int(chances[index + 1] * 9.999))" : ""
            return PlannedStep(
                drafting: drafting, verifying: verifying, draft: fails ? .fails : isRight ? .right : .wrong,
                proposal: call, decision: call,
                confidence: confidenceNoise.map { min(max(chance + $0 * noise, 0.01), 0.99) })
        }
        return PlannedTask(steps: steps, stepLimit: stepLimit, quota: quota)
    }
}
