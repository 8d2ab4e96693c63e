extension RunEvent {
    /// Where a resumed run goes on.
    public struct Resumption: Sendable, Hashable, Codable {
        /// Committed steps that are kept.
        public var steps: Int
        /// When, in milliseconds since 1970.
        public var resumedAt: Int64

        /// A resumption.
        public init(steps: Int, resumedAt: Int64) {
            self.steps = steps
            self.resumedAt = resumedAt
        }
    }

    /// A call that is being made.
    public struct CallStarted: Sendable, Hashable, Codable {
        /// The call.
        public var call: CallID
        /// The agent it serves.
        public var role: AgentRole
        /// The position it works on; 1 is the first step.
        public var position: Int
        /// The fingerprint of the steps it sees, in hexadecimal.
        public var prefix: String
        /// The call as the agent announced it.
        public var announcement: CallAnnouncement

        /// A call that is being made.
        public init(call: CallID, role: AgentRole, position: Int, prefix: String, announcement: CallAnnouncement) {
            self.call = call
            self.role = role
            self.position = position
            self.prefix = prefix
            self.announcement = announcement
        }
    }

    /// A call that has ended.
    public struct CallSettled: Sendable, Hashable, Codable {
        /// The call.
        public var call: CallID
        /// When the first piece of the answer came, since the call began.
        public var firstToken: Duration?
        /// How long the call took.
        public var duration: Duration
        /// How it ended and what it used.
        public var settlement: CallSettlement

        /// A call that has ended.
        public init(call: CallID, firstToken: Duration?, duration: Duration, settlement: CallSettlement) {
            self.call = call
            self.firstToken = firstToken
            self.duration = duration
            self.settlement = settlement
        }
    }

    /// A drafted step.
    public struct Drafted: Sendable, Hashable, Codable {
        /// The position; 1 is the first step.
        public var position: Int
        /// What the drafter would do.
        public var action: Action
        /// What it thought.
        public var thought: String?
        /// How sure it is, from 0 to 1, where it says.
        public var confidence: Double?
        /// The model calls it took.
        public var calls: [CallID]

        /// A drafted step.
        public init(position: Int, action: Action, thought: String?, confidence: Double?, calls: [CallID]) {
            self.position = position
            self.action = action
            self.thought = thought
            self.confidence = confidence
            self.calls = calls
        }
    }

    /// A verifier's decision.
    public struct Judged: Sendable, Hashable, Codable {
        /// The position; 1 is the first step.
        public var position: Int
        /// What the verifier does.
        public var action: Action
        /// What it thought.
        public var thought: String?
        /// Whether that is what was drafted; nil when there was no draft to compare with.
        public var agrees: Bool?
        /// The model calls it took.
        public var calls: [CallID]

        /// A decision.
        public init(position: Int, action: Action, thought: String?, agrees: Bool?, calls: [CallID]) {
            self.position = position
            self.action = action
            self.thought = thought
            self.agrees = agrees
            self.calls = calls
        }
    }

    /// An action that is about to be carried out.
    public struct Executing: Sendable, Hashable, Codable {
        /// The position; 1 is the first step.
        public var position: Int
        /// The action.
        public var action: Action

        /// An action that is about to be carried out.
        public init(position: Int, action: Action) {
            self.position = position
            self.action = action
        }
    }

    /// An action that was carried out.
    public struct Executed: Sendable, Hashable, Codable {
        /// The position; 1 is the first step.
        public var position: Int
        /// The action.
        public var action: Action
        /// What came back.
        public var observation: Observation
        /// Whether it began before the step was certain: before its own verdict, or before an earlier one.
        public var early: Bool
        /// How long it took.
        public var duration: Duration

        /// An action that was carried out.
        public init(position: Int, action: Action, observation: Observation, early: Bool, duration: Duration) {
            self.position = position
            self.action = action
            self.observation = observation
            self.early = early
            self.duration = duration
        }
    }

    /// An action that had to wait for its verdict.
    public struct Refused: Sendable, Hashable, Codable {
        /// The position; 1 is the first step.
        public var position: Int
        /// The action.
        public var action: Action
        /// Why it may not run early.
        public var reason: String

        /// A refusal.
        public init(position: Int, action: Action, reason: String) {
            self.position = position
            self.action = action
            self.reason = reason
        }
    }

    /// The kinds of work at a position.
    public enum Work: String, Sendable, Hashable, Codable {
        case draft, verification, execution
    }

    /// Work that was cancelled.
    public struct Cancelled: Sendable, Hashable, Codable {
        /// The position; 1 is the first step.
        public var position: Int
        /// What was going on there.
        public var work: Work
        /// Why it is no longer wanted.
        public var reason: CancelReason

        /// Work that was cancelled.
        public init(position: Int, work: Work, reason: CancelReason) {
            self.position = position
            self.work = work
            self.reason = reason
        }
    }

    /// A step that now belongs to the trajectory.
    public struct Committed: Sendable, Hashable, Codable {
        /// The position; 1 is the first step.
        public var position: Int
        /// The step.
        public var step: Step
        /// Whose proposal it was.
        public var source: StepSource
        /// How long the verifier worked on it, or would have worked without the help of a guess: its part of
        /// what the verifier alone would have taken.
        public var verifierTime: Duration
        /// What the verifier's calls for it cost, or would have cost without that help; nil when a price is unknown.
        public var verifierCost: Money?
        /// How long carrying it out took.
        public var executionTime: Duration

        /// A committed step.
        public init(
            position: Int, step: Step, source: StepSource, verifierTime: Duration, verifierCost: Money?,
            executionTime: Duration
        ) {
            self.position = position
            self.step = step
            self.source = source
            self.verifierTime = verifierTime
            self.verifierCost = verifierCost
            self.executionTime = executionTime
        }
    }

    /// Work that failed.
    public struct Faulted: Sendable, Hashable, Codable {
        /// The position; 1 is the first step.
        public var position: Int
        /// What was going on there.
        public var work: Work
        /// What happened. Never holds a secret.
        public var message: String

        /// Work that failed.
        public init(position: Int, work: Work, message: String) {
            self.position = position
            self.work = work
            self.message = message
        }
    }

    /// A choice of depth.
    public struct DepthChosen: Sendable, Hashable, Codable {
        /// The frontier when the choice was made.
        public var position: Int
        /// Steps the verifier may run ahead on.
        public var depth: Int
        /// Why, in a few words.
        public var reason: String
        /// The estimated chance that the next draft is right.
        public var acceptance: Double?
        /// The estimated chance that all unresolved drafts are right.
        public var survival: Double?
        /// What the survival has to reach.
        public var threshold: Double?

        /// A choice of depth.
        public init(
            position: Int, depth: Int, reason: String, acceptance: Double? = nil, survival: Double? = nil,
            threshold: Double? = nil
        ) {
            self.position = position
            self.depth = depth
            self.reason = reason
            self.acceptance = acceptance
            self.survival = survival
            self.threshold = threshold
        }
    }

    /// What became of a call's result.
    public struct CallResolved: Sendable, Hashable, Codable {
        /// The call.
        public var call: CallID
        /// What became of it.
        public var standing: CallStanding

        /// What became of a call's result.
        public init(call: CallID, standing: CallStanding) {
            self.call = call
            self.standing = standing
        }
    }

    /// The end of a run.
    public struct RunFinished: Sendable, Hashable, Codable {
        /// How it ended; never `running`.
        public var status: RunStatus
        /// The task's answer, when the verifier gave one.
        public var answer: String?
        /// Which limit was reached, if one was.
        public var limit: LimitReached?
        /// What went wrong, if anything did. Never holds a secret.
        public var error: String?

        /// The end of a run.
        public init(status: RunStatus, answer: String? = nil, limit: LimitReached? = nil, error: String? = nil) {
            self.status = status
            self.answer = answer
            self.limit = limit
            self.error = error
        }
    }
}
