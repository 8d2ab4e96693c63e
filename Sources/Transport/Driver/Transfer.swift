import CCurl

/// An exchange while the driver's thread runs it: the curl handle, what has come, and when it is
/// next due. Belongs to that thread alone.
final class Transfer: Scheduled {
    enum Phase {
        /// Waiting for a connection; curl keeps the time-out.
        case connecting
        /// The request goes out, nothing has come back.
        case sent(ContinuousClock.Instant)
        /// The reply is arriving; the instant is that of its last bytes.
        case receiving(ContinuousClock.Instant)
        /// The reader holds the transfer up.
        case heldUp
    }

    let exchange: Exchange
    let handle: UnsafeMutableRawPointer
    unowned let loop: DriverLoop
    var due: ContinuousClock.Instant?
    var place: Int?

    private(set) var phase = Phase.connecting
    /// Why the transfer was given up by us, which is more than curl can know.
    private var reason: TransportError?
    private var head = HeadAssembler()
    private var bodyBytes = 0
    private var fields: UnsafeMutablePointer<curl_slist>?
    /// Where curl writes what went wrong.
    let complaint = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    init(_ exchange: Exchange, handle: UnsafeMutableRawPointer, loop: DriverLoop) {
        self.exchange = exchange
        self.handle = handle
        self.loop = loop
        complaint.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        curl_slist_free_all(fields)
        complaint.deallocate()
    }

    /// Keeps a header list alive for as long as curl uses it.
    func keep(_ list: UnsafeMutablePointer<curl_slist>?) {
        fields = list
    }
}

// MARK: - Time

extension Transfer {
    /// When the transfer has to be looked at again, as things stand.
    var nextDeadline: ContinuousClock.Instant? {
        let options = exchange.options
        let ofPhase: ContinuousClock.Instant? =
            switch phase {
            case .connecting, .heldUp: nil
            case .sent(let instant): options.firstByteTimeout.map { instant + $0 }
            case .receiving(let instant): options.idleTimeout.map { instant + $0 }
            }
        guard let ofPhase else { return exchange.deadline }
        return exchange.deadline.map { min($0, ofPhase) } ?? ofPhase
    }

    /// The time-out that a deadline stands for.
    func timeout(at now: ContinuousClock.Instant) -> TransportError {
        let label = exchange.label
        if let deadline = exchange.deadline, deadline <= now {
            return TransportError(
                .totalTimedOut,
                "\(label): not over within the total time-out of \(exchange.options.totalTimeout ?? .zero)",
                suggestion: "allow more time, or ask for less")
        }
        if case .sent = phase {
            return TransportError(
                .firstByteTimedOut,
                "\(label): nothing came within the first-byte time-out of \(exchange.options.firstByteTimeout ?? .zero)",
                suggestion: "allow more time, or check whether the server is overloaded")
        }
        return TransportError(
            .idleTimedOut,
            "\(label): nothing more came within the idle time-out of \(exchange.options.idleTimeout ?? .zero)",
            suggestion: "allow more time, or check whether the server hangs")
    }
}

// MARK: - What curl calls

extension Transfer {
    /// The connection stands; the request is about to be sent.
    func willSend() {
        phase = .sent(loop.now)
        loop.reschedule(self)
    }

    /// Takes a line of a head or of trailers. Answers the bytes taken; fewer end the transfer.
    func take(line: UnsafeRawBufferPointer) -> Int {
        advance()
        switch head.take(line) {
        case .goesOn: break
        case .complete(let head): exchange.deliver(head)
        case .tooLarge:
            reason = TransportError(
                .tooLarge,
                "\(exchange.label): the head of the reply is longer than \(HeadAssembler.maximumBytes) bytes",
                suggestion: "check that the server is the one you meant")
            return 0
        }
        return line.count
    }

    /// Takes bytes of the body. Answers the bytes taken, or that they must be offered again.
    func take(body: UnsafeRawBufferPointer) -> Int {
        guard !body.isEmpty else { return 0 }
        guard bodyBytes + body.count <= exchange.options.maximumBytes else {
            reason = exchange.tooLarge(exchange.options.maximumBytes)
            return 0
        }
        guard exchange.offer(body) else {
            phase = .heldUp
            return ccurl_write_pause()
        }
        bodyBytes += body.count
        advance()
        return body.count
    }

    /// The reader has caught up.
    func goOn() {
        phase = .receiving(loop.now)
        loop.reschedule(self)
        curl_easy_pause(handle, CURLPAUSE_CONT)
    }

    private func advance() {
        if case .receiving = phase {
            // Deadlines only move away here; the queue finds out when the old one falls due.
            phase = .receiving(loop.now)
        } else {
            phase = .receiving(loop.now)
            loop.reschedule(self)
        }
    }

    /// Tells the exchange how curl says it ended.
    func finish(_ result: CURLcode) {
        exchange.finish(result == CURLE_OK ? nil : reason ?? failure(result))
    }
}
