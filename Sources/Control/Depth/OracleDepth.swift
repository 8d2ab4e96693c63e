/// Knows which drafts will be right, and launches exactly those: the bound for every controller
/// (algorithms.md 5.6). For simulations.
public struct OracleDepth: DepthController, Hashable {
    private let matches: [Bool]

    /// - Parameter matches: for each position, whether a draft there, on a right prefix, is right.
    public init(matches: [Bool]) {
        self.matches = matches
    }

    public var name: String { "oracle" }

    public func decide(_ context: DepthContext) -> DepthDecision {
        var depth = context.unresolvedDrafts
        var position = context.next.position
        while depth < DepthLimit.most, matches.indices.contains(position &- 1), matches[position - 1] {
            depth += 1
            position += 1
        }
        return DepthDecision(depth: depth, draftsBeyond: false, reason: "the next drafts are known to be right")
    }

    public func observe(_ outcome: DepthOutcome) {}
}
