/// For every step of a run, whether it was drafted ahead, and why or why not: what a run's events
/// say about the choices behind it.
public struct RunDecisions: Sendable, Hashable {
    /// A step, committed or still open.
    public struct StepDecision: Sendable, Hashable {
        /// The position; 1 is the first step.
        public let position: Int
        /// What came of drafting it.
        public internal(set) var fate = Fate.notDrafted
        /// What the drafter would do, where a draft is or was there.
        public internal(set) var draft: Action?
        /// How sure the drafter was, where it says.
        public internal(set) var confidence: Double?
        /// Whether the draft was recalled instead of thought out.
        public internal(set) var isRecalled = false
        /// Drafts of this step that were thrown away, by the reason.
        public internal(set) var discarded: [CancelReason] = []
        /// Why drafting failed, each time it did. Never holds a secret.
        public internal(set) var faults: [String] = []
        /// Why the action of this step could not be carried out before its verdict, if it could not.
        public internal(set) var refusal: String?
        /// How the draft was looked at, where a policy weighs drafts.
        public internal(set) var scored: RunEvent.Scored?
        /// What the verifier would have done at a step that stands without it, where it was asked.
        public internal(set) var audit: RunEvent.Audited?
        /// The choice of depth in force when the step was drafted, or else when it was decided.
        public internal(set) var choice: RunEvent.DepthChosen?
        /// Whether it is committed.
        public internal(set) var isCommitted = false
    }

    /// What came of drafting a step.
    public enum Fate: String, Sendable, Hashable, Codable {
        /// Nobody drafted it, or nothing came of it.
        case notDrafted = "not-drafted"
        /// A draft is there and awaits its verdict.
        case open
        /// It stands without the verifier.
        case kept
        /// The verifier agreed.
        case right
        /// The verifier decided otherwise.
        case wrong
    }

    /// Whether anybody drafts in this run.
    public private(set) var hasDrafter = false
    private var decisions: [Int: StepDecision] = [:]
    private var choice: RunEvent.DepthChosen?
    private var recalls: Set<CallID> = []

    /// The decisions of a run that has come as far as `events`.
    public init(_ events: some Sequence<RunEvent>) {
        for event in events { apply(event) }
    }

    /// The steps that were decided or drafted, in order.
    public var steps: [StepDecision] {
        decisions.values.filter { $0.isCommitted || $0.fate != .notDrafted }.sorted { $0.position < $1.position }
    }

    private mutating func apply(_ event: RunEvent) {
        switch event.kind {
        case .started(let header): hasDrafter = header.drafter != nil && header.verifier != nil
        case .resumed(let resumption): decisions = decisions.filter { $0.key <= resumption.steps }
        case .depthChosen(let chosen): choice = chosen
        case .callStarted(let started): start(started)
        case .drafted(let drafted): draft(drafted)
        case .judged(let judged): judge(judged)
        case .scored(let scored): score(scored)
        case .audited(let audited): update(audited.position) { $0.audit = audited }
        case .refused(let refused): update(refused.position) { $0.refusal = refused.reason }
        case .cancelled(let cancelled) where cancelled.work == .draft:
            update(cancelled.position) { $0.discarded.append(cancelled.reason) }
        case .faulted(let fault) where fault.work == .draft:
            update(fault.position) { $0.faults.append(fault.message) }
        case .committed(let committed): update(committed.position) { $0.isCommitted = true }
        default: break
        }
    }

    private mutating func start(_ started: RunEvent.CallStarted) {
        if started.announcement.purpose == CallAnnouncement.recall { recalls.insert(started.call) }
        let choice = choice
        guard started.role == .drafter else { return }
        update(started.position) { $0.choice = choice }
    }

    private mutating func draft(_ drafted: RunEvent.Drafted) {
        let isRecalled = drafted.calls.contains(where: recalls.contains)
        update(drafted.position) {
            $0.fate = .open
            $0.draft = drafted.action
            $0.scored = nil
            $0.confidence = drafted.confidence
            $0.isRecalled = isRecalled
        }
    }

    private mutating func score(_ scored: RunEvent.Scored) {
        // Where several steps compete for a position there is no draft of it.
        guard let fate = decisions[scored.position]?.fate, fate != .notDrafted else { return }
        update(scored.position) {
            $0.scored = scored
            if scored.isKept { $0.fate = .kept }
        }
    }

    private mutating func judge(_ judged: RunEvent.Judged) {
        let choice = choice
        update(judged.position) { step in
            if step.fate == .notDrafted, step.choice == nil { step.choice = choice }
            if let agrees = judged.agrees { step.fate = agrees ? .right : .wrong }
        }
        guard judged.agrees == false else { return }
        for position in decisions.keys where position > judged.position {
            update(position) { step in
                if step.fate != .notDrafted { step.discarded.append(.wrongPrefix) }
                step.fate = .notDrafted
                step.draft = nil
                step.scored = nil
                step.confidence = nil
                step.isRecalled = false
                step.refusal = nil
            }
        }
    }

    private mutating func update(_ position: Int, _ change: (inout StepDecision) -> Void) {
        change(&decisions[position, default: StepDecision(position: position)])
    }
}
