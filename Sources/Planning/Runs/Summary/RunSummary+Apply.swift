extension RunSummary {
    /// Takes the run's next event.
    public mutating func apply(_ event: RunEvent) {
        latency = if case .finished = event.kind { event.time } else { max(latency, event.time) }
        lastSequence = max(lastSequence, event.sequence)
        switch event.kind {
        case .started(let header):
            self.header = header
        case .resumed(let resumption):
            resume(resumption)
        case .callStarted(let started):
            start(started, at: event.time)
        case .callWaiting(let waiting):
            wait(waiting, at: event.time)
        case .callSettled(let settled):
            settle(settled)
        case .callResolved(let resolved):
            resolve(resolved)
        case .drafted(let drafted):
            proposals[drafted.position] = Proposals(draft: drafted.calls)
            updateAhead(drafted.position) {
                $0.draft = drafted.action
                $0.isDrafting = false
            }
        case .judged(let judged):
            judge(judged)
        case .cancelled(let cancelled):
            cancelCalls(of: cancelled.work, at: cancelled.position, cancelled.reason)
            stopWork(cancelled.work, at: cancelled.position)
        case .faulted(let faulted):
            stopWork(faulted.work, at: faulted.position)
        case .committed(let committed):
            commit(committed, at: event.time)
        case .finished(let finished):
            finish(finished)
        case .refused(let refused):
            refuse(refused)
        case .executed(let executed):
            self.executed(executed)
        case .earlyResult(let result):
            settle(result)
        case .scored(let scored):
            score(scored)
        case .audited(let audited):
            audit(audited)
        case .selected(let selected):
            selections.append(selected)
        case .executing, .depthChosen:
            break
        }
    }

    private mutating func judge(_ judged: RunEvent.Judged) {
        proposals[judged.position, default: Proposals()].judge(judged)
        if let agrees = judged.agrees {
            compared += 1
            matches += agrees ? 1 : 0
            // Whatever was drafted on top of a wrong draft is void.
            if !agrees {
                ahead.removeAll { $0.position > judged.position }
                proposals = proposals.filter { $0.key <= judged.position }
            }
        }
        updateAhead(judged.position) {
            $0.decision = judged.action
            $0.isBeingVerified = false
        }
    }

    private mutating func commit(_ committed: RunEvent.Committed, at time: Duration) {
        guard committed.position == steps.count + 1 else { return }
        let proposed = proposals.removeValue(forKey: committed.position) ?? Proposals()
        steps.append(
            CommittedStep(
                index: committed.position, step: committed.step, source: committed.source, scored: proposed.scored,
                isKept: proposed.isKept || proposed.isUnjudged(committed), time: time,
                verifierTime: committed.verifierTime, verifierTokens: tokens(of: proposed.judgement),
                runsEarly: !proposed.isRefused, draft: draft(in: proposed),
                sequentialTime: committed.verifierTime + committed.executionTime,
                sequentialCost: committed.verifierCost))
        ahead.removeAll { $0.position <= committed.position }
    }

    private mutating func resume(_ resumption: RunEvent.Resumption) {
        steps.removeLast(max(0, steps.count - resumption.steps))
        ahead = []
        proposals = [:]
        abandonOpenCalls()
        resumptions += 1
        status = .running
        answer = nil
        limit = nil
        error = nil
    }

    private mutating func finish(_ finished: RunEvent.RunFinished) {
        ahead = []
        status = finished.status
        answer = finished.answer
        limit = finished.limit
        error = finished.error
    }
}
