/// How long somebody is waited for.
public struct Patience: Sendable {
    /// The longest time.
    public let limit: Duration
    private let clock: any Clock<Duration>

    /// Waits as long as `limit`, measured on `clock`.
    public init(limit: Duration, on clock: any Clock<Duration>) {
        self.limit = limit
        self.clock = clock
    }

    /// - Parameter seconds: what the settings say; nothing that is no time counts.
    public init(seconds: Double, on clock: any Clock<Duration>) {
        self.init(limit: .seconds(seconds.isFinite ? min(max(seconds, 0), 86400) : 86400), on: clock)
    }

    /// Does the work, and cancels it when it takes too long.
    /// - Returns: nil when it was late.
    /// - Throws: what the work throws.
    public func whileWaiting<Result: Sendable>(
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
