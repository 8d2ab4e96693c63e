import Control
import Planning

// What comes back from agents and tools.
extension Ride {
    mutating func proposed(
        _ ticket: Ticket, _ result: Result<Verdict, any Error>, in group: inout DiscardingTaskGroup
    ) {
        guard let work = open.removeValue(forKey: ticket), let meter = work.meter else { return }
        let totals = meter.sum()
        if let reason = work.cancelled {
            recorder.resolve(totals.calls, reason.standing)
            var figures = totals.figures
            figures.seconds = (recorder.stopwatch.elapsed - work.started).seconds
            let outcome: DepthOutcome =
                work.work == .draft
                ? .draftCancelled(position: work.position, figures)
                : .verificationCancelled(position: work.position, figures)
            learn(outcome, in: &group)
            return retryStarved(in: &group)
        }
        switch result {
        case .success(let verdict) where work.work == .draft:
            drafted(ticket, work, .init(proposal: verdict.proposal, totals: totals), in: &group)
        case .success(let verdict):
            if let assessment = verdict.assessment { record(assessment, of: work, totals.others) }
            let judgement = PositionRecord.Proposed(proposal: verdict.proposal, totals: totals)
            if verdict.assessment?.isKept == true, positions[work.position]?.draft != nil {
                kept(ticket, work, judgement, in: &group)
            } else {
                judged(ticket, work, judgement, in: &group)
            }
        case .failure(let error):
            recorder.resolve(totals.calls, .failed)
            if work.work == .draft { learn(.draftCancelled(position: work.position, totals.figures), in: &group) }
            failed(ticket, work, error, in: &group)
        }
        retryStarved(in: &group)
    }

    private mutating func drafted(
        _ ticket: Ticket, _ work: OpenWork, _ draft: PositionRecord.Proposed, in group: inout DiscardingTaskGroup
    ) {
        let action = draft.proposal.action
        positions[work.position]?.draft = draft
        positions[work.position]?.turn = work.turn
        recorder.record(
            .drafted(
                .init(
                    position: work.position, action: action, thought: draft.proposal.thought,
                    confidence: draft.proposal.confidence, calls: draft.totals.calls)))
        let features = trail.drafted(
            at: work.position, tool: ToolMark(action.tool), finishes: action.finishes,
            confidence: draft.proposal.confidence, isRemembered: draft.totals.isRecalled)
        learn(.drafted(features, draft.totals.figures), in: &group)
        if case .refused(let reason) = planner.environment.earlyExecution(of: action) {
            recorder.record(.refused(.init(position: work.position, action: action, reason: reason)))
        }
        send(.drafted(ticket, traits(of: action)), in: &group)
    }

    private mutating func judged(
        _ ticket: Ticket, _ work: OpenWork, _ judgement: PositionRecord.Proposed, in group: inout DiscardingTaskGroup
    ) {
        let action = judgement.proposal.action
        let agrees = positions[work.position]?.draft.map { $0.proposal.action == action }
        positions[work.position]?.turn = nil
        positions[work.position]?.judgement = judgement
        // What came of the draft's action says nothing about the verifier's.
        if agrees == false { dropEarly(at: work.position) }
        recorder.record(
            .judged(
                .init(
                    position: work.position, action: action, thought: judgement.proposal.thought, agrees: agrees,
                    calls: judgement.totals.decisive)))
        learn(.verified(position: work.position, judgement.totals.figures), in: &group)
        let comparison = trail.judged(at: work.position, tool: ToolMark(action.tool), agrees: agrees)
        if let comparison { learn(comparison, in: &group) }
        send(.judged(ticket, traits(of: action), agrees: agrees ?? false), in: &group)
    }

    /// A draft stands without the verifier. Nobody knows whether it is right, so nobody is told that it is.
    private mutating func kept(
        _ ticket: Ticket, _ work: OpenWork, _ judgement: PositionRecord.Proposed, in group: inout DiscardingTaskGroup
    ) {
        positions[work.position]?.judgement = judgement
        positions[work.position]?.turn = nil
        if let outcome = trail.stands(at: work.position) { learn(outcome, in: &group) }
        send(.judged(ticket, traits(of: judgement.proposal.action), agrees: true), in: &group)
    }

    private mutating func record(_ assessment: Verdict.Assessment, of work: OpenWork, _ calls: [CallID]) {
        guard let record = positions[work.position], let draft = record.draft else { return }
        positions[work.position]?.assessment = assessment
        recorder.record(
            .scored(
                .init(
                    position: work.position, prefix: String(record.prefix.fingerprint, radix: 16),
                    action: draft.proposal.action, score: assessment.score, threshold: assessment.threshold,
                    isKept: assessment.isKept, reason: assessment.reason, calls: calls)))
    }

    mutating func failed(
        _ ticket: Ticket, _ work: OpenWork, _ failure: any Error, in group: inout DiscardingTaskGroup
    ) {
        let isFrontier = work.position == machine.frontier && work.work != .draft
        if let limit = failure as? LimitReached {
            // First the riding ahead stops; that gives back what it had reserved.
            send(.ridingStopped(.limitReached), in: &group)
            if isFrontier, let contention = work.meter?.sum().contention {
                open[ticket] = work
                starved = (ticket, contention)
                if case .others(let budget) = contention { awaitMoney(of: budget, in: &group) }
                // What is asked for the record alone gives way to what the run needs.
                return cancelAudits(.limitReached, in: &group)
            }
            if isFrontier {
                error = error ?? limit
                return send(.stopped(.limitReached), in: &group)
            }
        }
        recorder.record(.faulted(.init(position: work.position, work: work.work, message: "\(failure)")))
        if isFrontier { error = error ?? failure }
        send(.failed(ticket), in: &group)
        if machine.ending == nil, isFrontier { error = nil }
    }

    /// Tries the frontier's verification again once no other call of the run holds anything. What other runs hold is
    /// waited for elsewhere.
    mutating func retryStarved(in group: inout DiscardingTaskGroup) {
        guard case (let ticket, .run)? = starved, !meter.hasReservations, let work = open[ticket] else { return }
        starved = nil
        guard work.cancelled == nil, machine.ending == nil else {
            open[ticket] = nil
            return
        }
        propose(ticket, at: work.position, as: .verification, in: &group)
    }

    /// Says what became of the calls of a proposal; those that others replaced were of no use in any case.
    func resolve(_ totals: ProposalMeter.Totals?, _ standing: CallStanding) {
        guard let totals else { return }
        recorder.resolve(totals.calls.filter { !totals.replaced.contains($0) }, standing)
        recorder.resolve(totals.calls.filter(totals.replaced.contains), standing == .useful ? .unused : standing)
    }

    func traits(of action: Action) -> SpeculationMachine.StepTraits {
        let execution: SpeculationMachine.StepTraits.Execution =
            switch planner.environment.earlyExecution(of: action) {
            case .unneeded: .none
            case .allowed: .early
            case .provisional: .provisional
            case .refused: .late
            }
        return .init(finishes: action.finishes, execution: execution)
    }
}

extension CancelReason {
    /// What a call is worth that was cancelled or dropped for this reason.
    var standing: CallStanding {
        switch self {
        case .wrongPrefix, .disagreed: .wrongPrefix
        case .overtaken, .taskOver, .earlierFailure, .stale, .limitReached, .interrupted, .runFailed: .unused
        }
    }
}
