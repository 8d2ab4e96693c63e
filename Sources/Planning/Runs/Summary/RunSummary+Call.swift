extension RunSummary {
    /// One model call, with all that is known about it so far.
    public struct Call: Sendable, Hashable {
        /// The call's number in its run.
        public let id: CallID
        /// The agent it serves.
        public let role: AgentRole
        /// The position it works on; 1 is the first step.
        public let position: Int
        /// The fingerprint of the steps it sees, in hexadecimal.
        public let prefix: String
        /// The model, the purpose, the endpoint and the reservation.
        public let announcement: CallAnnouncement
        /// When it was started, since the run began.
        public let started: Duration
        /// When the first piece of the answer came, since the call began.
        public internal(set) var firstToken: Duration?
        /// How long it took; nil while it is open, and for a call that died with its process.
        public internal(set) var duration: Duration?
        /// When it waited for something that is no work, since the run began; it may still do so.
        public internal(set) var waits: [Wait] = []
        /// How it ended and what it used; nil while it is open.
        public internal(set) var settlement: CallSettlement?
        /// What became of its result, once that is known.
        public internal(set) var standing: CallStanding?
        /// Why it was cancelled, if it was.
        public internal(set) var cancelReason: CancelReason?

        /// Whether money was spent on it in vain.
        public var isWaste: Bool { standing.map { $0 != .useful } ?? false }

        var isResolved: Bool { settlement != nil && standing != nil }

        /// A time during which a call waited.
        public struct Wait: Sendable, Hashable {
            /// When it began.
            public let from: Duration
            /// When it ended; nil while it goes on, and where the call ended first.
            public internal(set) var until: Duration?
        }
    }

    mutating func start(_ started: RunEvent.CallStarted, at time: Duration) {
        guard places[started.call] == nil else { return }
        places[started.call] = calls.count
        unresolved.insert(calls.count)
        calls.append(
            Call(
                id: started.call, role: started.role, position: started.position, prefix: started.prefix,
                announcement: started.announcement, started: time))
        updateAhead(started.position) {
            switch started.role {
            case .drafter: $0.isDrafting = true
            case .verifier, .scorer: $0.isBeingVerified = true
            }
        }
    }

    mutating func wait(_ waiting: RunEvent.CallWaiting, at time: Duration) {
        guard let place = places[waiting.call], calls[place].settlement == nil else { return }
        let isWaiting = calls[place].waits.last.map { $0.until == nil } ?? false
        guard isWaiting != waiting.isWaiting else { return }
        if waiting.isWaiting {
            calls[place].waits.append(Call.Wait(from: time))
        } else {
            calls[place].waits[calls[place].waits.count - 1].until = time
        }
    }

    mutating func settle(_ settled: RunEvent.CallSettled) {
        guard let place = places[settled.call], calls[place].settlement == nil else { return }
        calls[place].firstToken = settled.firstToken
        calls[place].duration = settled.duration
        calls[place].settlement = settled.settlement
        forgetIfResolved(place)
    }

    mutating func resolve(_ resolved: RunEvent.CallResolved) {
        guard let place = places[resolved.call] else { return }
        calls[place].standing = resolved.standing
        forgetIfResolved(place)
    }

    /// Books `reason` on the open calls of `work` at `position`. The settlement of a cancelled call
    /// may come before or after the cancellation itself.
    mutating func cancelCalls(of work: RunEvent.Work, at position: Int, _ reason: CancelReason) {
        let roles = work.roles
        for place in unresolved where roles.contains(calls[place].role) && calls[place].position == position {
            let outcome = calls[place].settlement?.outcome
            guard calls[place].cancelReason == nil, outcome == nil || outcome == .cancelled else { continue }
            calls[place].cancelReason = reason
        }
    }

    /// Settles what a dead process left behind. An open call cost at most what was reserved for it,
    /// and that is what is booked, as an estimate. A finished call whose step was committed did its
    /// work even where the record of it is missing; every other result is lost.
    mutating func abandonOpenCalls() {
        for place in unresolved {
            let call = calls[place]
            if call.settlement == nil {
                calls[place].settlement = CallSettlement(
                    outcome: .cancelled, usage: Usage(provenance: .estimated), cost: call.announcement.reservation)
            }
            if call.standing == nil { calls[place].standing = standing(ofLost: call) }
        }
        unresolved = []
    }

    private func standing(ofLost call: Call) -> CallStanding {
        switch call.settlement?.outcome {
        case .failed: .failed
        case .finished where steps.indices.contains(call.position - 1):
            switch call.role {
            case .verifier, .scorer: .useful
            case .drafter: steps[call.position - 1].source == .drafted ? .useful : .mismatched
            }
        default: .unused
        }
    }

    private mutating func forgetIfResolved(_ place: Int) {
        if calls[place].isResolved { unresolved.remove(place) }
    }
}
