/// What was learnt in a run and shall be found again in the next one.
///
/// ## Implementation guidance
/// Raise ``format`` whenever an older program could misread the state. Read it strictly: stored
/// knowledge may be damaged, or may come from a stranger.
public protocol MergeableKnowledge: Sendable {
    /// The version of the stored form.
    static var format: Int { get }

    /// Reads the stored form.
    /// - Throws: when it is not one, or holds what cannot have been learnt.
    init(state: JSONValue) throws

    /// The stored form.
    var state: JSONValue { get }

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
