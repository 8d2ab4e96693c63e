/// Training that a controller wants and must not do itself, because a step waits.
public struct DepthTraining: Sendable {
    private let work: @Sendable () -> DepthCheckpoint

    init(_ work: @escaping @Sendable () -> DepthCheckpoint) {
        self.work = work
    }

    /// Trains; pure, so it may run anywhere and at any time.
    public func callAsFunction() -> DepthCheckpoint { work() }
}

/// What a training learnt.
public struct DepthCheckpoint: Sendable, Hashable, Codable {
    var values: StateValue
    /// The training this came from; an older one never replaces a newer one.
    var number: Int
}
