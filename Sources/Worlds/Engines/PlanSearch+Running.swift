extension PlanSearch {
    /// Searches to its end, with a pause every few hundred states in which other work gets its turn.
    /// - Parameter stateLimit: the most states that are looked at.
    /// - Returns: nil where that many did not suffice.
    /// - Throws: `CancellationError`.
    mutating func run(stateLimit: Int) async throws -> SearchOutcome<Move>? {
        while expanded < stateLimit {
            try Task.checkCancellation()
            if let outcome = advance(by: 256) { return outcome }
            await Task.yield()
        }
        return nil
    }
}
