import Planning

extension Trajectory {
    /// What an agent answers that only plans: its actions, one a line.
    var plan: String { steps.map(\.action).filter { !$0.finishes }.map(\.text).joined(separator: "\n") }
}
