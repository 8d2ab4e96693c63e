/// What the simulator keeps of a position that is not committed yet.
struct OpenPosition {
    let prefix: SimulatedPrefix
    var draft: SimulatedAction?
    var decision: SimulatedAction?
    var attempts = 0
    var executions = 0

    /// The steps up to and including this one, as far as they are known.
    var extended: SimulatedPrefix? { (decision ?? draft).map(prefix.appending) }
}
