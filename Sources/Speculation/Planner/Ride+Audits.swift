import Planning

// What the verifier is asked for the record alone: beside the run, which never waits for it.
extension Ride {
    /// How long audits that are open at the end of the run may still take.
    static var longestAudit: Duration { .seconds(30) }

    mutating func audit(
        _ action: Action, at position: Int, after prefix: Trajectory, in group: inout DiscardingTaskGroup
    ) {
        let verifier = planner.pair.decider
        let meter = ProposalMeter(run: meter, role: .verifier, position: position, prefix: prefix.fingerprint)
        audits[position] = OpenAudit(action: action, meter: meter)
        let request = ProposalRequest(task: header.task, trajectory: prefix)
        launch(.audit(position: position), in: &group) {
            .audited(position: position, await Result { try await verifier.propose(request, meter: meter) })
        }
    }

    /// What an audit that fails or is cut off would have said is not known, and the run goes on as it was.
    mutating func audited(
        _ position: Int, _ result: Result<Proposal, any Error>, in group: inout DiscardingTaskGroup
    ) {
        guard let audit = audits.removeValue(forKey: position) else { return }
        let totals = audit.meter.sum()
        let calls = totals.calls
        switch result {
        case .success(let proposal) where !audit.isCancelled:
            let agrees = proposal.action == audit.action
            recorder.record(
                .audited(.init(position: position, action: proposal.action, agrees: agrees, calls: calls)))
            resolve(totals, .useful)
            planner.policy.observe(.audited(agrees: agrees))
        case .failure(let error) where !audit.isCancelled && !(error is CancellationError) && !(error is LimitReached):
            recorder.resolve(calls, .failed)
        default: recorder.resolve(calls, .unused)
        }
        retryStarved(in: &group)
    }

    /// At the end of a run that came as far as it could, audits have a while to end; after any other end,
    /// and when a limit of time is reached, they are cancelled.
    mutating func concludeAudits(
        after ending: SpeculationMachine.Ending, at end: Duration, in group: inout DiscardingTaskGroup
    ) {
        guard !audits.isEmpty else { return }
        switch ending {
        case .stopped(.limitReached) where isOutOfTime: cancelAudits(.limitReached, in: &group)
        case .taskOver, .stepLimit, .stopped(.limitReached):
            let left = header.limits.time.map { $0 - end } ?? Self.longestAudit
            guard left > .zero else { return cancelAudits(.limitReached, in: &group) }
            startTimer(min(left, Self.longestAudit), .auditsAreDue, in: &group)
        case .stopped(.interrupted): cancelAudits(.interrupted, in: &group)
        case .verificationFailed, .executionFailed, .stopped: cancelAudits(.runFailed, in: &group)
        }
    }

    /// Whether a limit of time has ended the run: its own, or one that it shares.
    private var isOutOfTime: Bool {
        let kind = (error as? LimitReached)?.kind
        return kind == .time || kind == .workingTime
    }

    mutating func cancelAudits(_ reason: CancelReason, in group: inout DiscardingTaskGroup) {
        let open = audits.keys.filter { audits[$0]?.isCancelled == false }.sorted()
        for position in open {
            recorder.record(.cancelled(.init(position: position, work: .verification, reason: reason)))
            audits[position]?.isCancelled = true
            running.cancel(.audit(position: position))
        }
        if endedAt != nil, !open.isEmpty { startTimer(.seconds(5), .patienceIsOver, in: &group) }
    }

    /// Gives up waiting for audits that were cancelled.
    mutating func abandonAudits() {
        for (position, audit) in audits where audit.isCancelled {
            recorder.resolve(audit.meter.sum().calls, .unused)
            audits[position] = nil
        }
    }
}
