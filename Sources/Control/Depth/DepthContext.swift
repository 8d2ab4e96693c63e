/// What a controller sees when it has to choose a depth.
public struct DepthContext: Sendable, Hashable {
    /// The position that is verified next; 1 is the first step.
    public var frontier: Int
    /// Drafted steps that await their verdict.
    public var unresolvedDrafts: Int
    /// Positions that may still be committed, the frontier included.
    public var stepsLeft: Int
    /// How long the oldest verification has been under way.
    public var oldestVerification: Duration

    /// A context.
    public init(frontier: Int, unresolvedDrafts: Int, stepsLeft: Int, oldestVerification: Duration) {
        self.frontier = frontier
        self.unresolvedDrafts = unresolvedDrafts
        self.stepsLeft = stepsLeft
        self.oldestVerification = oldestVerification
    }
}
