import Planning

extension SpeculationMachine {
    /// A position that is not committed yet.
    struct Slot: Sendable, Hashable {
        var draft: DraftState = .none
        var verification: VerificationState = .none
        var execution: ExecutionState = .none
        var confirmation: ConfirmationState = .unneeded

        /// Where the draft of a position stands.
        enum DraftState: Sendable, Hashable {
            /// Nobody asked for one.
            case none
            /// The drafter is at work.
            case running(Ticket)
            /// It is there.
            case ready(StepTraits)
            /// It failed, or it is no longer wanted.
            case failed
        }

        /// Where the verification of a position stands.
        enum VerificationState: Sendable, Hashable {
            /// Not started.
            case none
            /// The verifier is at work.
            case running(Ticket)
            /// The verifier said what was drafted.
            case agreed
            /// The verifier said something else, or there was no draft; its answer is the step.
            case replaced(StepTraits)
            /// It failed beyond the frontier; it is tried again when the position is the frontier.
            case failed
        }

        /// Where carrying out the step stands.
        enum ExecutionState: Sendable, Hashable {
            /// Not started.
            case none
            /// The action of the given source is being carried out; early: before the step is certain.
            case running(Ticket, StepSource, early: Bool)
            /// The observation is there.
            case done(StepSource)
            /// Failed when it was tried early; it is carried out once the step is certain.
            case deferred
        }

        /// Where confirming what came of an early execution stands.
        enum ConfirmationState: Sendable, Hashable {
            /// What came of it stands by itself, or nothing was carried out yet.
            case unneeded
            /// It was carried out early and provisionally; it is confirmed once the step is certain.
            case due
            /// The runner is asked whether it stands.
            case running(Ticket)
        }

        /// Whether the verdict is in.
        var isResolved: Bool {
            switch verification {
            case .agreed, .replaced: true
            case .none, .running, .failed: false
            }
        }

        /// The step as it is known now, and whose it is.
        var content: (StepTraits, StepSource)? {
            if case .replaced(let traits) = verification { return (traits, .verifier) }
            if case .ready(let traits) = draft { return (traits, .drafted) }
            return nil
        }

        /// The traits of the step once the verdict is in.
        var verified: StepTraits? { isResolved ? content?.0 : nil }
    }
}
