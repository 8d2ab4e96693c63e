/// How long a transfer may still take, as things stand: a value that is told the time.
struct Patience {
    enum Phase: Equatable {
        /// Waiting for a connection; curl keeps that time-out.
        case connecting
        /// The request goes out since then, nothing has come back.
        case sent(ContinuousClock.Instant)
        /// The reply is arriving; the instant is that of its last bytes.
        case receiving(ContinuousClock.Instant)
        /// The reader holds the transfer up; that is no silence of the server's.
        case heldUp
    }

    let options: HTTPOptions
    /// When the whole exchange must be over.
    let deadline: ContinuousClock.Instant?
    var phase = Phase.connecting

    /// When the transfer has to be looked at again.
    var next: ContinuousClock.Instant? {
        let ofPhase: ContinuousClock.Instant? =
            switch phase {
            case .connecting, .heldUp: nil
            case .sent(let instant): options.firstByteTimeout.map { instant + $0 }
            case .receiving(let instant): options.idleTimeout.map { instant + $0 }
            }
        guard let ofPhase else { return deadline }
        return deadline.map { min($0, ofPhase) } ?? ofPhase
    }

    /// The time-out that has been exceeded by now, if one has.
    func exceeded(at now: ContinuousClock.Instant) -> TransportError.Code? {
        guard let next, next <= now else { return nil }
        if let deadline, deadline <= now { return .totalTimedOut }
        if case .sent = phase { return .firstByteTimedOut }
        return .idleTimedOut
    }
}
