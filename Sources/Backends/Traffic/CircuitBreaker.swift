/// Whether a model's endpoint is worth asking, by how its last calls ended. A value; the clock is somebody else's.
///
/// Closed, it lets every call pass. After some failures in a row it opens, and lets none pass for a while. Then it
/// is half open: one call may try. If that succeeds, it closes; if not, it stays open for twice as long. Calls that
/// do not ask whether they may pass say how the endpoint is, all the same.
struct CircuitBreaker: Sendable, Hashable {
    /// How it stands.
    enum State: Sendable, Hashable {
        case closed
        /// Open until then.
        case open(until: Duration)
        /// One call may try, or does.
        case halfOpen
    }

    /// So many failures in a row open it.
    static let failures = 5
    /// How long it is open at first.
    static let firstPause = Duration.seconds(5)
    /// The longest it is open.
    static let longestPause = Duration.seconds(120)

    /// Failures in a row.
    private(set) var inARow = 0
    /// Until when it is open, or was; nil when it is closed.
    private(set) var until: Duration?
    private var trips = 0
    /// The call that tries, by its number.
    private var trial: Int?

    /// How it stands at `now`.
    func state(at now: Duration) -> State {
        guard let until else { return .closed }
        return now < until ? .open(until: until) : .halfOpen
    }

    /// Whether a call may begin.
    func admits(at now: Duration) -> Bool {
        switch state(at: now) {
        case .closed: true
        case .open: false
        case .halfOpen: trial == nil
        }
    }

    /// A call begins that was admitted.
    mutating func began(_ call: Int, at now: Duration) {
        if state(at: now) == .halfOpen { trial = call }
    }

    /// The endpoint has answered, be it with a refusal: it is there.
    mutating func answered() {
        self = CircuitBreaker()
    }

    /// A call failed in a way that says something of the endpoint.
    mutating func failed(_ call: Int, at now: Duration) {
        inARow += 1
        if trial == call {
            trip(at: now)
        } else if until == nil, inARow >= Self.failures {
            trip(at: now)
        }
    }

    /// A call is over; one that nobody waited for any more says nothing, and another one may try.
    mutating func ended(_ call: Int) {
        if trial == call { trial = nil }
    }

    private mutating func trip(at now: Duration) {
        until = now + min(Self.firstPause * (1 << min(trips, 16)), Self.longestPause)
        trips += 1
        trial = nil
    }
}
