/// What has to be known of a committed step to judge a run afterwards.
public struct StepRecord: Sendable, Hashable, Codable {
    /// Seconds of the verification that stands, t.
    public var verifying: Double
    /// Its cost in dollars, c_t.
    public var verificationCost: Double
    /// Seconds that a draft of this step takes, a; nil where none was ever made.
    public var drafting: Double?
    /// The cost of such a draft in dollars, c_a.
    public var draftCost: Double
    /// Whether a draft of this step, on the right prefix, is what the verifier said.
    public var draftIsRight: Bool
    /// Seconds that carrying the action out takes, whoever proposed it.
    public var executing: Double

    /// A record.
    public init(
        verifying: Double, verificationCost: Double, drafting: Double? = nil, draftCost: Double = 0,
        draftIsRight: Bool = false, executing: Double = 0
    ) {
        self.verifying = verifying
        self.verificationCost = verificationCost
        self.drafting = drafting
        self.draftCost = draftCost
        self.draftIsRight = draftIsRight
        self.executing = executing
    }
}
