/// What a controller has learnt and wants to find again in the next run.
///
/// ## Implementation guidance
/// The coded form is what is stored; raise ``format`` whenever an older program could misread it.
/// Decode strictly and let ``isSound`` refuse what decodes and is still absurd (NaN, negative
/// counts): stored knowledge may be damaged, or may come from a stranger.
public protocol MergeableKnowledge: Sendable, Codable {
    /// The version of the coded form.
    static var format: Int { get }

    /// How many verdicts it was learnt from.
    var labels: Int { get }

    /// Whether every figure is one that can be learnt.
    var isSound: Bool { get }

    /// What was learnt, for people.
    var digest: KnowledgeDigest { get }

    /// This knowledge together with what another process learnt at the same time.
    /// - Parameters:
    ///   - other: what the other process saved.
    ///   - base: what both began with; nil when this one began with nothing.
    func merged(with other: Self, base: Self?) -> Self

    /// The same knowledge with only `part` of its weight, from 0 to 1: it gives way sooner to what
    /// is learnt from now on.
    func decayed(to part: Double) -> Self
}

extension MergeableKnowledge {
    /// For knowledge that cannot be added up: that which was learnt from more verdicts stands.
    public func merged(with other: Self, base: Self?) -> Self {
        other.labels > labels ? other : self
    }
}
