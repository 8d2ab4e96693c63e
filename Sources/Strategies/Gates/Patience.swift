import Planning

/// How long somebody is waited for.
struct Patience: Sendable {
    let limit: Duration
    let clock: any Clock<Duration>

    /// - Parameter seconds: what the settings say; nothing that is no time counts.
    init(seconds: Double, on clock: any Clock<Duration>) {
        limit = .seconds(seconds.isFinite ? min(max(seconds, 0), 86400) : 86400)
        self.clock = clock
    }

    /// Does the work, and cancels it when it takes too long.
    /// - Returns: nil when it was late.
    /// - Throws: what the work throws.
    func whileWaiting<Result: Sendable>(
        for work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result? {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            let (clock, limit) = (clock, limit)
            group.addTask { try await work() }
            group.addTask {
                try await clock.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }
}
