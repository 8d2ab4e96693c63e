/// What goes on beside the planner's loop and can be cancelled on its own.
enum RideWork: Hashable, Sendable {
    /// What the machine asked for.
    case ticket(SpeculationMachine.Ticket)
    /// What the verifier is asked for the record alone.
    case audit(position: Int)
}
