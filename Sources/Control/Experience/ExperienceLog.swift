import Synchronization

/// Collects what the controller of a run gets to see.
public final class ExperienceLog: Sendable {
    private let log = Mutex<[DepthOutcome]>([])

    /// An empty log.
    public init() {}

    /// Everything so far, in order.
    public var outcomes: [DepthOutcome] { log.withLock { $0 } }

    /// Takes what happened next.
    public func add(_ outcome: DepthOutcome) {
        log.withLock { $0.append(outcome) }
    }
}
