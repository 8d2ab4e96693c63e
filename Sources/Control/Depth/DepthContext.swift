/// What a controller sees when it has to choose a depth.
public struct DepthContext: Sendable, Hashable, Codable {
    /// The position that is verified next; 1 is the first step.
    public var frontier: Int
    /// Drafted steps that await their verdict, in order.
    public var drafts: [DraftFeatures]
    /// The step that would be drafted next.
    public var next: DraftFeatures
    /// Positions that may still be committed, the frontier included.
    public var stepsLeft: Int
    /// How long the oldest verification has been under way, in seconds.
    public var oldestVerification: Double
    /// The same for the last of ``drafts``; 0 when there is none.
    public var lastVerification: Double
    /// The same for ``next``; 0 when its verification has not started yet.
    public var nextVerification: Double

    /// A context.
    public init(
        frontier: Int, drafts: [DraftFeatures] = [], next: DraftFeatures, stepsLeft: Int,
        oldestVerification: Double = 0,
        lastVerification: Double = 0, nextVerification: Double = 0
    ) {
        self.frontier = frontier
        self.drafts = drafts
        self.next = next
        self.stepsLeft = stepsLeft
        self.oldestVerification = oldestVerification
        self.lastVerification = lastVerification
        self.nextVerification = nextVerification
    }

    /// How many drafted steps await their verdict.
    public var unresolvedDrafts: Int { drafts.count }
}
