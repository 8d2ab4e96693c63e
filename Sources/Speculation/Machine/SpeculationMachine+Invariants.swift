import Planning

extension SpeculationMachine {
    /// What must hold after every transition; nil if it does, otherwise the rule that is broken.
    var brokenInvariant: String? {
        if ending != nil { return slots.isEmpty ? nil : "after the end nothing is open" }
        if slots.isEmpty { return "the frontier is always open" }
        if committed >= configuration.stepLimit { return "no work beyond the step limit" }
        if position(of: slots.count - 1) > configuration.stepLimit { return "no position beyond the step limit" }
        for (index, slot) in slots.enumerated() {
            if let rule = brokenInvariant(of: slot, at: index) { return "position \(position(of: index)): \(rule)" }
        }
        return nil
    }

    private func brokenInvariant(of slot: Slot, at index: Int) -> String? {
        switch slot.verification {
        case .none where !waitsForDraft(at: index): return "every open position is being verified"
        case .failed where index == 0: return "a failed verification is repeated at the frontier"
        case .agreed where slot.content?.1 != .drafted: return "agreement needs a draft"
        default: break
        }
        if index < slots.count - 1, !isKnown(at: index) { return "whatever has a successor is known" }
        if case .running = slot.draft {
            if slot.isResolved { return "no draft runs once the verdict is in" }
            if configuration.verification == .besideDraft, position(of: index) == configuration.stepLimit {
                return "no draft that nothing will use"
            }
        }
        if case .running(_, let source, let early) = slot.execution {
            guard let (traits, owner) = slot.content, owner == source else { return "only the known step is executed" }
            if !early || !traits.execution.isEarly, index > 0 || !slot.isResolved {
                return "late actions wait for the verdict"
            }
        }
        if let rule = brokenConfirmation(of: slot, at: index) { return rule }
        if case .done(let source) = slot.execution, slot.content?.1 != source {
            return "an observation belongs to its step"
        }
        if index == 0, slot.isResolved, case .done = slot.execution, slot.confirmation == .unneeded {
            return "what is verified and executed is committed"
        }
        return nil
    }

    private func brokenConfirmation(of slot: Slot, at index: Int) -> String? {
        guard slot.confirmation != .unneeded else { return nil }
        if slot.content?.0.execution != .provisional { return "only what is provisional is confirmed" }
        if slot.execution == .none || slot.execution == .deferred { return "only what is carried out is confirmed" }
        if case .running(_, _, early: false) = slot.execution { return "what is done for good is not confirmed" }
        let isCertain = if case .done = slot.execution { index == 0 && slot.isResolved } else { false }
        let isRunning = if case .running = slot.confirmation { true } else { false }
        return isCertain == isRunning ? nil : "what is certain is confirmed at once, and nothing before"
    }

    /// Traps in debug builds when a rule is broken.
    func checkInvariants() {
        assert(brokenInvariant == nil, brokenInvariant ?? "")
    }
}
