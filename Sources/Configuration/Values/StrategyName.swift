/// The strategies that a configuration or `--strategy` can name.
public enum StrategyName: String, Sendable, Hashable, CaseIterable {
    /// Dynamic speculative planning: draft ahead, verify in parallel. Lossless.
    case dsp
    /// The verifier alone.
    case sequential
    /// The drafter alone.
    case draftOnly = "draft-only"
    /// A search over candidate steps that a reward model ranks. Lossy.
    case srm
}
