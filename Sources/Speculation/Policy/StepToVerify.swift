public import Planning

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
