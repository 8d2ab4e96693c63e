/// A controller's answer.
public struct DepthDecision: Sendable, Hashable, Codable {
    /// Steps the verifier may run ahead on; 0 means no speculation.
    public var depth: Int
    /// Whether one step more may be drafted than the verifier may run ahead on: its verification can
    /// then start the moment an earlier verdict makes room, and the draft is lost if none does. In
    /// rounds the next round starts from the verifier's answer, so nothing is ever drafted beyond.
    public var draftsBeyond: Bool
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
        depth: Int, draftsBeyond: Bool = true, reason: String, acceptance: Double? = nil, survival: Double? = nil,
        threshold: Double? = nil
    ) {
        self.depth = depth
        self.draftsBeyond = draftsBeyond
        self.reason = reason
        self.acceptance = acceptance
        self.survival = survival
        self.threshold = threshold
    }
}
