public import Planning

/// What a drafted step needs before it stands. A planner asks it for every position that is verified.
///
/// ## Implementation guidance
/// A verdict depends on the step alone. Whatever fails on the way to a cheaper verdict ends with the
/// verifier being asked, never with a draft that stands because nobody could judge it. The verifier's
/// calls go through `meter`; calls of others through `meter.serving(_:)`.
public protocol VerificationPolicy: Sendable {
    /// Whether a verdict needs the draft.
    var verification: SpeculationMachine.Verification { get }

    /// Decides what stands at a position.
    /// - Throws: what the verifier throws.
    func verdict(on step: StepToVerify, by verifier: any Agent, meter: any CallMeter) async throws -> Verdict

    /// Takes notice of what became of steps: those that are committed, in their order, and audits as they
    /// come. Called while a step waits, so it only computes.
    func observe(_ outcome: VerificationOutcome)
}

extension VerificationPolicy {
    /// A policy that learns nothing takes no notice.
    public func observe(_ outcome: VerificationOutcome) {}
}

/// What a policy can learn from.
public enum VerificationOutcome: Sendable, Hashable {
    /// A step was committed that the policy had looked at in this way, nil where there was no draft; and what
    /// the verifier's calls for it cost, nil where a price is unknown.
    case committed(Verdict.Assessment?, verifierCost: Money?)
    /// The verifier was asked about a step that stands without it, and whether it would have done the same.
    case audited(agrees: Bool)
}

/// A position that is verified.
public struct StepToVerify: Sendable, Hashable {
    /// The task, and the steps before this one.
    public let request: ProposalRequest
    /// What was drafted; nil where nothing was, or where the policy does not wait for drafts.
    public let draft: Proposal?
    /// Whether the drafted action may be carried out before the verifier has asked for it.
    public let earlyExecution: EarlyExecution

    /// A position that is verified.
    public init(request: ProposalRequest, draft: Proposal?, earlyExecution: EarlyExecution) {
        self.request = request
        self.draft = draft
        self.earlyExecution = earlyExecution
    }
}

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
