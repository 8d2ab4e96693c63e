/// Says how far to ride ahead, and learns from what comes of it.
///
/// ## Implementation guidance
/// A value: it can be copied, compared, saved as JSON and replayed. `decide` and `observe` are
/// called while a step waits, so they only compute, and briefly; whatever is random comes from a
/// seeded generator kept inside. The same sequence of calls always gives the same answers. What
/// takes longer is handed out by `takeTraining` and comes back through `adopt`.
public protocol DepthController: Sendable, Codable, Equatable {
    /// The controller's name, as `--controller` takes it.
    var name: String { get }

    /// Chooses a depth for the present state: 0…``DepthLimit/most``.
    mutating func decide(_ context: DepthContext) -> DepthDecision

    /// Takes notice of something that happened.
    mutating func observe(_ outcome: DepthOutcome)

    /// Training that is due, at most once; nil when there is none. The runner carries it out off
    /// the path, and hands the result to ``adopt(_:)``; it may also forget it.
    mutating func takeTraining() -> DepthTraining?

    /// Takes over what a training learnt.
    mutating func adopt(_ checkpoint: DepthCheckpoint)
}

extension DepthController {
    public mutating func takeTraining() -> DepthTraining? { nil }
    public mutating func adopt(_ checkpoint: DepthCheckpoint) {}
}

/// Bounds of a depth.
public enum DepthLimit {
    /// No verifier is that much slower than its drafter.
    public static let most = 64

    /// The depth nearest to `depth` that is allowed.
    public static func clamp(_ depth: Int) -> Int { min(max(depth, 0), most) }
}
