public import Planning

/// What stands at a position, and why.
public struct Verdict: Sendable, Hashable {
    /// The step that stands: the draft, or what the verifier says in its place.
    public let proposal: Proposal
    /// How the draft was looked at; nil where the verifier decided alone.
    public let assessment: Assessment?

    /// A verdict.
    public init(_ proposal: Proposal, assessment: Assessment? = nil) {
        self.proposal = proposal
        self.assessment = assessment
    }

    /// What a policy made of a draft.
    public struct Assessment: Sendable, Hashable {
        /// The draft's score, from 0 to 1; nil where none could be had.
        public var score: Double?
        /// What the score had to reach; nil where another rule decides.
        public var threshold: Double?
        /// Whether the draft stands without the verifier.
        public var isKept: Bool
        /// Why, in a few words.
        public var reason: String
        /// Whether the verifier shall be asked all the same, beside the run and for the record alone.
        public var wantsAudit: Bool

        /// An assessment.
        public init(
            score: Double?, threshold: Double? = nil, isKept: Bool, reason: String, wantsAudit: Bool = false
        ) {
            self.score = score
            self.threshold = threshold
            self.isKept = isKept
            self.reason = reason
            self.wantsAudit = wantsAudit
        }
    }
}
