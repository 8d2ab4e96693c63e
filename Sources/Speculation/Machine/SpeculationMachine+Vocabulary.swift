public import Planning

extension SpeculationMachine {
    /// How a run is organised.
    public struct Configuration: Sendable, Hashable {
        /// When the depth is chosen.
        public var scheduling: Scheduling
        /// Whether riding ahead goes on from the verifier's own answer while earlier verdicts are
        /// still awaited.
        public var earlyRepair: Bool
        /// Whether a verification makes use of the draft for its own position.
        public var verification: Verification
        /// The most steps the trajectory may have.
        public var stepLimit: Int

        /// A configuration.
        public init(
            scheduling: Scheduling = .continuous, earlyRepair: Bool = true, verification: Verification = .besideDraft,
            stepLimit: Int
        ) {
            self.scheduling = scheduling
            self.earlyRepair = earlyRepair
            self.verification = verification
            self.stepLimit = stepLimit
        }
    }

    /// When a position is verified, and what of.
    public enum Verification: Sendable, Hashable, CaseIterable {
        /// As soon as its prefix is known, beside its own draft (the paper's way).
        case besideDraft
        /// After its own draft, where riding ahead gives one: for verifiers that check a guess faster
        /// than they find the answer.
        case afterDraft
        /// Of its own draft: every position is drafted first, whatever the depth and also after riding ahead
        /// has stopped. Only where the drafter fails is it verified without.
        case ofDraft
    }

    /// When the depth is chosen.
    public enum Scheduling: String, Sendable, Hashable, Codable, CaseIterable {
        /// Choose a depth, draft and verify that far, wait for all verdicts (the paper's way).
        case rounds
        /// Choose again at every event.
        case continuous
    }

    /// Names one piece of work that was started: a draft, a verification, an execution or its confirmation.
    public struct Ticket: Sendable, Hashable {
        /// Counts up from 1 within a run.
        public let number: Int

        init(_ number: Int) {
            self.number = number
        }
    }

    /// What the machine has to know of a step.
    public struct StepTraits: Sendable, Hashable {
        /// When the action may be carried out.
        public enum Execution: Sendable, Hashable {
            /// There is nothing to carry out.
            case none
            /// At once, even before the verdict.
            case early
            /// At once too, but what comes of it before the step is certain has to be confirmed then.
            case provisional
            /// Only when the step is verified and everything before it is committed.
            case late

            /// Whether it may be carried out before the verdict.
            var isEarly: Bool {
                switch self {
                case .early, .provisional: true
                case .none, .late: false
                }
            }
        }

        /// Whether the task is over with this step.
        public let finishes: Bool
        /// When the action may be carried out.
        public let execution: Execution

        /// Traits of a step.
        public init(finishes: Bool = false, execution: Execution = .none) {
            self.finishes = finishes
            self.execution = execution
        }
    }

    /// What happened.
    public enum Event: Sendable, Hashable {
        /// A draft is there.
        case drafted(Ticket, StepTraits)
        /// A verdict is there: the traits of the verifier's own answer, and whether that answer is
        /// what was drafted. Without a draft, `agrees` is false.
        case judged(Ticket, StepTraits, agrees: Bool)
        /// An action was carried out.
        case observed(Ticket)
        /// What was carried out early stands, and its effects are real.
        case confirmed(Ticket)
        /// What was carried out early does not stand any more.
        case stale(Ticket)
        /// A piece of work failed for good.
        case failed(Ticket)
        /// The controller's answer: steps the verifier may run ahead on; 0 is no speculation.
        /// `draftsBeyond`: whether one step more may be drafted already.
        case depthChanged(Int, draftsBeyond: Bool = true)
        /// No riding ahead from now on, for this reason; the run goes on. Where verdicts are of drafts, the
        /// frontier is drafted all the same.
        case ridingStopped(CancelReason)
        /// The run has to stop, for this reason.
        case stopped(CancelReason)
    }

    /// What has to be done.
    public enum Effect: Sendable, Hashable {
        /// Ask the drafter for this position.
        case draft(Ticket, position: Int)
        /// Ask the verifier for this position.
        case judge(Ticket, position: Int)
        /// Carry out the action that this source proposed for this position.
        case execute(Ticket, position: Int, StepSource)
        /// See whether what was carried out early for this position still stands, and make its effects real. The step
        /// is verified and everything before it is committed.
        case confirm(Ticket, position: Int)
        /// Stop this work; its result is not wanted.
        case cancel(Ticket, position: Int, RunEvent.Work, CancelReason)
        /// Forget everything about this position, finished work included.
        case drop(position: Int, CancelReason)
        /// Add this position's step to the trajectory.
        case commit(position: Int, StepSource)
        /// The run is over; always the last effect.
        case finish(Ending)
    }

    /// How a run ends.
    public enum Ending: Sendable, Hashable {
        /// A verified step ends the task.
        case taskOver
        /// The trajectory is as long as it may be.
        case stepLimit
        /// The verifier failed at the frontier.
        case verificationFailed
        /// A verified action could not be carried out.
        case executionFailed
        /// The runner said so.
        case stopped(CancelReason)
    }
}
