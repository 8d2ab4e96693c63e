/// The strategies that a configuration or `--strategy` can name.
public enum StrategyName: String, Sendable, Hashable, CaseIterable {
    /// Dynamic speculative planning: draft ahead, verify in parallel. Lossless.
    case dsp
    /// The verifier alone.
    case sequential
    /// The drafter alone.
    case draftOnly = "draft-only"
    /// Drafts that a reward model scores high enough stand without the verifier. Lossy.
    case rsd
    /// Drafts that the drafter is sure of stand without the verifier. Lossy.
    case cascade
    /// Drafts that go straight on stand without the verifier. Lossy.
    case delegate
    /// A search over candidate steps that a reward model ranks. Lossy.
    case srm
    /// Speculative chain of thought: several drafted thoughts, of which the verifier picks one or none.
    case scot
    /// The best of several drafts by a reward model.
    case bestOfN = "best-of-n"
    /// What most of several drafts come to.
    case selfConsistency = "self-consistency"
    /// Several drafts, distilled, and the verifier's own answer with that in hand.
    case pdr
}
