/// A controller's answer.
public struct DepthDecision: Sendable, Hashable {
    /// Steps the verifier may run ahead on; 0 means no speculation.
    public var depth: Int
    /// Why, in a few words for people.
    public var reason: String
    /// The estimated chance that the next draft is right, where the controller has one.
    public var acceptance: Double?
    /// The estimated chance that the next draft and all unresolved ones are right.
    public var survival: Double?
    /// What the survival has to reach for one more draft to be worth it.
    public var threshold: Double?

    /// A decision.
    public init(
        depth: Int, reason: String, acceptance: Double? = nil, survival: Double? = nil, threshold: Double? = nil
    ) {
        self.depth = depth
        self.reason = reason
        self.acceptance = acceptance
        self.survival = survival
        self.threshold = threshold
    }
}
