/// Something that happened in a run. The stream of these is all that the ledger, the terminal and
/// every other reader ever get; whatever they show can be computed from it.
public struct RunEvent: Sendable, Hashable {
    /// The run.
    public let run: RunID
    /// Counts up from 1 without gaps; goes on counting when a run is resumed.
    public let sequence: Int
    /// Time since the run began, waiting between an interruption and `resume` left out.
    public let time: Duration
    /// What happened.
    public let kind: Kind

    /// An event.
    public init(run: RunID, sequence: Int, time: Duration, kind: Kind) {
        self.run = run
        self.sequence = sequence
        self.time = time
        self.kind = kind
    }

    /// The kinds of events. In the JSON form the name of the case is the value of `event`, and the
    /// members of the payload stand beside it.
    public enum Kind: Sendable, Hashable {
        /// The first event of every run.
        case started(RunHeader)
        /// The run goes on in a new process.
        case resumed(Resumption)
        /// A model call is being made.
        case callStarted(CallStarted)
        /// A model call begins to wait for something that is no work, or waits no longer.
        case callWaiting(CallWaiting)
        /// A model call has ended, one way or another.
        case callSettled(CallSettled)
        /// The drafter proposed a step.
        case drafted(Drafted)
        /// The verifier decided a step.
        case judged(Judged)
        /// An action that may not run early is about to be carried out. If nothing follows, it may
        /// or may not have happened.
        case executing(Executing)
        /// A tool, or the world, carried out an action.
        case executed(Executed)
        /// It is known what became of a result that was there early.
        case earlyResult(EarlyResult)
        /// An action may not run early.
        case refused(Refused)
        /// Work that is no longer wanted was cancelled.
        case cancelled(Cancelled)
        /// A step was added to the trajectory.
        case committed(Committed)
        /// A draft or a verification failed; the run may well go on.
        case faulted(Faulted)
        /// The controller chose how far to ride ahead.
        case depthChosen(DepthChosen)
        /// A proposed step was scored, and kept or given up.
        case scored(Scored)
        /// The verifier was asked, for the record alone, what it would have done.
        case audited(Audited)
        /// One of several answers was chosen, or none.
        case selected(Selected)
        /// It is known whether a call's result stands.
        case callResolved(CallResolved)
        /// The run has ended; always the last event, unless the process was killed.
        case finished(RunFinished)
    }
}
