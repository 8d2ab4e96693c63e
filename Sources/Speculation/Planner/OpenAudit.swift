import Planning

/// The verifier at work on a step that stands without it.
struct OpenAudit {
    /// What was done.
    let action: Action
    let meter: ProposalMeter
    var isCancelled = false
}
