extension RunSummary {
    /// What a run did with its drafts that lets some of them stand without the verifier, and what is known of
    /// the loss.
    public struct Keeping: Sendable, Hashable {
        /// Committed steps whose draft was looked at.
        public let drafts: Int
        /// Those of them that stand without the verifier.
        public let kept: Int
        /// Kept steps about which the verifier was asked for the record.
        public let audited: Int
        /// Audited steps at which the verifier would have done something else.
        public let differing: Int

        /// An estimate of the loss: the part of the kept steps at which the verifier would have done something
        /// else, which need not be worse. Nil where none was audited.
        public var loss: Double? { audited == 0 ? nil : Double(differing) / Double(audited) }

        /// Where that part lies, 95 times of 100. A single number where every kept step was audited; nil where
        /// none was.
        public var interval: ClosedRange<Double>? {
            if let loss, audited == kept { return loss...loss }
            return BinomialInterval.clopperPearson(hits: differing, trials: audited)
        }
    }

    /// What became of the drafts that were looked at; nil where no committed step had one.
    public var keeping: Keeping? {
        let drafted = steps.filter { $0.scored != nil }
        guard !drafted.isEmpty else { return nil }
        let audits = steps.compactMap(\.audit)
        return Keeping(
            drafts: drafted.count, kept: drafted.count(where: \.isKept), audited: audits.count,
            differing: audits.count { !$0.agrees })
    }

    /// What the verifier takes for a step, as the mean of all steps of this run that it was asked about, audits
    /// included; nil where it was asked about none.
    public var verifierEffort: VerifierEffort? {
        let decided = steps.filter { !$0.isKept }
        let audited = steps.compactMap(\.audit).map { $0.calls.compactMap(call) }
        let count = decided.count + audited.count
        guard count > 0 else { return nil }
        var time = decided.reduce(Duration.zero) { $0 + $1.verifierTime }
        var tokens = decided.reduce(0) { $0 + $1.verifierTokens }
        var cost = decided.reduce(Money?.some(.zero)) { sum, step in
            sum.flatMap { sum in step.sequentialCost.map { sum + $0 } }
        }
        for call in audited.joined() {
            time += call.duration ?? .zero
            tokens += call.settlement?.usage.tokens ?? 0
            cost = cost.flatMap { sum in call.settlement?.cost.map { sum + $0 } }
        }
        return VerifierEffort(
            time: time / count, cost: cost.map { Money(nanodollars: $0.nanodollars / Int64(count)) },
            tokens: tokens / count)
    }

    /// What the verifier takes for a step.
    public struct VerifierEffort: Sendable, Hashable {
        /// How long it works on it.
        public let time: Duration
        /// What its calls cost; nil when a price is unknown.
        public let cost: Money?
        /// The tokens of its calls.
        public let tokens: Int
    }

    /// Where several steps compete for a position nothing is kept in this sense: there the draft of the
    /// position is what counts, and there is none.
    mutating func score(_ scored: RunEvent.Scored) {
        guard scored.position > steps.count, proposals[scored.position]?.draft != nil else { return }
        proposals[scored.position]?.scored = scored
        guard scored.isKept else { return }
        updateAhead(scored.position) {
            $0.decision = scored.action
            $0.isBeingVerified = false
        }
    }

    mutating func audit(_ audited: RunEvent.Audited) {
        guard steps.indices.contains(audited.position - 1) else { return }
        steps[audited.position - 1].audit = audited
    }
}
