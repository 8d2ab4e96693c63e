import Planning

/// A place in the line, and once the lane has let it in, the right to make one call. Dropping it lets the next one in.
final class TrafficTurn: Sendable {
    let ticket: Int
    private let lane: TrafficLane

    init(ticket: Int, lane: TrafficLane) {
        self.ticket = ticket
        self.lane = lane
    }

    deinit { lane.leave(ticket) }

    /// What is done when a verifier needs the place.
    func onYield(_ action: @escaping @Sendable () -> Void) { lane.onYield(ticket, action) }

    /// The provider has replied, and said how its quotas stand.
    func replied(_ report: RateLimitReport) { lane.replied(ticket, report) }

    /// The call was answered in whole.
    /// - Parameter tokens: what it used, where that is told.
    func succeeded(using tokens: Int?) { lane.succeeded(ticket, using: tokens) }

    /// The call has failed.
    func failed(_ error: BackendError) { lane.failed(ticket, error) }
}
