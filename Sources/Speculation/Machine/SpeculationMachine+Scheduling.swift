import Planning

extension SpeculationMachine {
    /// Whether the runner has to choose a depth now: a draft or a verification could be started
    /// beyond the frontier, and nobody has said yet how far to ride.
    public var wantsDepth: Bool {
        guard ending == nil, rides, awaitsDepth else { return false }
        return slots.indices.contains { index in
            canUseDraft(at: index) || (isKnown(at: index) && index == slots.count - 1 && hasRoom(after: index))
        }
    }

    /// Starts whatever may be started now.
    mutating func schedule(_ effects: inout [Effect]) {
        guard ending == nil else { return }
        if slots.isEmpty { slots.append(Slot()) }
        var index = 0
        while index < slots.count {
            // What is waited for begins first: the verification, or where that waits for drafts itself, what the
            // next draft has to wait for.
            if configuration.verification == .besideDraft { startVerification(at: index, &effects) }
            startExecution(at: index, &effects)
            startVerification(at: index, &effects)
            startDraft(at: index, &effects)
            if index == slots.count - 1, isKnown(at: index), mayRide(to: index + 1) { slots.append(Slot()) }
            index += 1
        }
    }

    private mutating func startVerification(at index: Int, _ effects: inout [Effect]) {
        switch slots[index].verification {
        case .none where !waitsForDraft(at: index): break
        case .failed where index == 0: break
        default: return
        }
        let ticket = issueTicket()
        slots[index].verification = .running(ticket)
        effects.append(.judge(ticket, position: position(of: index)))
    }

    private mutating func startExecution(at index: Int, _ effects: inout [Effect]) {
        guard let (traits, source) = slots[index].content else { return }
        switch slots[index].execution {
        case .none, .deferred: break
        case .running, .done: return
        }
        let isFinal = index == 0 && slots[index].isResolved
        switch traits.execution {
        case .early, .provisional:
            guard isFinal || (slots[index].execution != .deferred && isReachable(index)) else { return }
        case .none, .late: guard isFinal else { return }
        }
        let ticket = issueTicket()
        slots[index].execution = .running(ticket, source, early: !isFinal)
        slots[index].confirmation = traits.execution == .provisional && !isFinal ? .due : .unneeded
        effects.append(.execute(ticket, position: position(of: index), source))
    }

    private mutating func startDraft(at index: Int, _ effects: inout [Effect]) {
        guard mayDraft(at: index) else { return }
        let ticket = issueTicket()
        slots[index].draft = .running(ticket)
        effects.append(.draft(ticket, position: position(of: index)))
    }

    mutating func issueTicket() -> Ticket {
        defer { nextTicket += 1 }
        return Ticket(nextTicket)
    }
}

// MARK: - What may be started

extension SpeculationMachine {
    /// A draft here could serve a verification: the step is still open, and either its own verification
    /// waits for it or there is a next position.
    private func canUseDraft(at index: Int) -> Bool {
        slots[index].draft == .none && !slots[index].isResolved && slots[index].verification != .failed
            && (configuration.verification != .besideDraft || hasRoom(after: index))
    }

    private func mayDraft(at index: Int) -> Bool {
        guard canUseDraft(at: index) else { return false }
        if configuration.verification == .ofDraft, index == 0 { return true }
        guard rides else { return false }
        let ahead = draftsBeyond ? depth : depth - 1
        guard !awaitsDepth, depth > 0, unresolved(before: index) <= ahead else { return false }
        guard let roundEnd else { return true }
        let lastDrafted = configuration.verification == .besideDraft ? roundEnd - 1 : roundEnd
        return position(of: index) <= lastDrafted
    }

    /// Whether the verification at `index` has to wait: its own draft is under way or about to be, or nobody
    /// has said yet whether there will be one.
    func waitsForDraft(at index: Int) -> Bool {
        guard configuration.verification != .besideDraft else { return false }
        switch slots[index].draft {
        case .running: return true
        case .none: return mayDraft(at: index) || (rides && awaitsDepth && canUseDraft(at: index))
        case .ready, .failed: return false
        }
    }

    /// Whether the step limit leaves room for a position after this one.
    private func hasRoom(after index: Int) -> Bool { position(of: index) < configuration.stepLimit }

    /// Whether the step at `index` is known so far that the next position can build on it.
    func isKnown(at index: Int) -> Bool {
        let slot = slots[index]
        guard slot.verification != .failed, let (traits, source) = slot.content, !traits.finishes else { return false }
        return slot.execution == .done(source) && isReachable(index)
    }

    /// Whether the content of the slot may be built on or executed: always, but for the verifier's
    /// own answer beyond the frontier when early repair is off.
    private func isReachable(_ index: Int) -> Bool {
        if case .replaced = slots[index].verification { configuration.earlyRepair || index == 0 } else { true }
    }

    private func mayRide(to index: Int) -> Bool {
        guard rides, !awaitsDepth, depth > 0, hasRoom(after: index - 1) else { return false }
        if let roundEnd, position(of: index) > roundEnd { return false }
        return unresolved(before: index) <= depth
    }

    /// Drafted steps without a verdict before `index`: what a verification there runs ahead on.
    func unresolved(before index: Int) -> Int {
        slots[..<index].count { !$0.isResolved }
    }
}
