import Planning

/// A draft, a verification or an execution whose end is still to come.
struct WorkInFlight {
    enum Result {
        case proposal(SimulatedAction?, cost: Double)
        case execution(succeeds: Bool)
    }

    let kind: RunEvent.Work
    let position: Int
    let start: Double
    let latency: Double
    let result: Result
    let index: Int
}
