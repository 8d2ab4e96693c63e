import Control
import Planning

/// What reaches the planner's loop from the tasks around it.
enum RideMessage: Sendable {
    /// A draft or a verification has ended.
    case proposed(SpeculationMachine.Ticket, Result<Proposal, any Error>)
    /// An action was carried out, or could not be.
    case executed(SpeculationMachine.Ticket, Result<Observation, any Error>)
    /// The time limit is reached.
    case timeIsUp
    /// What was recorded so far is safe, or cannot be made safe.
    case flushed((any Error)?)
    /// The controller's training is done.
    case trained(DepthCheckpoint)
    /// The calling task was cancelled.
    case interrupted
}
