import Control
import Planning

/// What reaches the planner's loop from the tasks around it.
enum RideMessage: Sendable {
    /// A draft or a verification has ended.
    case proposed(SpeculationMachine.Ticket, Result<Verdict, any Error>)
    /// An action was carried out, or could not be.
    case executed(SpeculationMachine.Ticket, Result<Execution, any Error>)
    /// What was carried out early stands or does not, or nobody could say.
    case confirmed(SpeculationMachine.Ticket, Step, Result<Confirmation, any Error>)
    /// What the verifier would have done at a step that stands without it.
    case audited(position: Int, Result<Proposal, any Error>)
    /// A limit of time is reached.
    case timeIsUp(LimitReached)
    /// Other runs have given money back.
    case moneyIsBack
    /// What was recorded so far is safe, or cannot be made safe.
    case flushed((any Error)?)
    /// What is recorded cannot be kept any more.
    case broken(any Error)
    /// The controller's training is done.
    case trained(DepthCheckpoint)
    /// The calling task was cancelled.
    case interrupted
    /// The audits that were still open at the end of the run have had their time.
    case auditsAreDue
    /// What was cancelled at the end of the run has had its time to end.
    case patienceIsOver

    /// What came back for an action.
    struct Execution: Sendable {
        let observation: Observation
        /// How long it took, without waiting for its turn.
        let duration: Duration
    }
}
