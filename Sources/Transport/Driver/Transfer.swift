import CCurl
import HTTPTypes

/// An exchange while the driver's thread runs it: the curl handle, what has come, and when it is
/// next due. Belongs to that thread alone.
final class Transfer: Scheduled {
    let exchange: Exchange
    let handle: UnsafeMutableRawPointer
    unowned let loop: DriverLoop
    var due: ContinuousClock.Instant?
    var place: Int?

    private(set) var patience: Patience
    /// Why the transfer was given up by us, which is more than curl can know.
    private var reason: TransportError?
    private var head = HeadAssembler()
    private var bodyBytes = 0
    private var fields: UnsafeMutablePointer<curl_slist>?
    private var addresses: UnsafeMutablePointer<curl_slist>?
    /// The addresses that may be connected to; nil for any, and where a proxy connects.
    let pinned: PinnedAddresses?
    /// Where curl writes what went wrong.
    let complaint = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    init(_ exchange: Exchange, handle: UnsafeMutableRawPointer, loop: DriverLoop) {
        self.exchange = exchange
        self.handle = handle
        self.loop = loop
        pinned = loop.configuration.proxy == nil ? exchange.options.addresses.map(PinnedAddresses.init) : nil
        patience = Patience(options: exchange.options, deadline: exchange.deadline)
        complaint.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        curl_slist_free_all(fields)
        curl_slist_free_all(addresses)
        complaint.deallocate()
    }

    /// Keeps a header list alive for as long as curl uses it.
    func keep(_ list: UnsafeMutablePointer<curl_slist>?) {
        fields = list
    }

    /// Keeps a list of addresses alive for as long as curl uses it.
    func keepAddresses(_ list: UnsafeMutablePointer<curl_slist>?) {
        addresses = list
    }
}

// MARK: - What curl calls

extension Transfer {
    /// The connection stands; the request is about to be sent.
    ///
    /// curl comes here again, with another connection, when one that it had kept open is lost before any reply.
    /// Whether the server has carried out what it was asked nobody knows then, so that only what does no harm
    /// twice is sent twice (RFC 9110, 9.2.2).
    /// - Parameter peer: where the connection leads.
    /// - Returns: whether the request may go there.
    func willSend(to peer: String?) -> Bool {
        if case .sent = patience.phase, !exchange.request.method.isIdempotent {
            reason = failure(CURLE_GOT_NOTHING)
            return false
        }
        if let pinned, !(peer.map(pinned.contains) ?? false) {
            reason = TransportError(
                .unreachable, "\(exchange.label): the connection leads to an address that was not checked",
                suggestion: "try again; a host that changes its address meanwhile is not trusted")
            return false
        }
        patience.phase = .sent(loop.now)
        loop.reschedule(self)
        return true
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
            patience.phase = .heldUp
            return ccurl_write_pause()
        }
        bodyBytes += body.count
        advance()
        return body.count
    }

    /// The reader has caught up. curl offers what it has kept back at once; anything but `CURLE_OK`
    /// means that the transfer is over because of it.
    func goOn() -> CURLcode {
        patience.phase = .receiving(loop.now)
        loop.reschedule(self)
        return curl_easy_pause(handle, CURLPAUSE_CONT)
    }

    private func advance() {
        if case .receiving = patience.phase {
            // Deadlines only move away here; the queue finds out when the old one falls due.
            patience.phase = .receiving(loop.now)
        } else {
            patience.phase = .receiving(loop.now)
            loop.reschedule(self)
        }
    }

    /// Tells the exchange how curl says it ended.
    func finish(_ result: CURLcode) {
        if result == CURLE_OK, !head.isComplete {
            // curl takes a connection that is closed among the fields of a head for a whole reply.
            exchange.finish(failure(CURLE_PARTIAL_FILE))
        } else {
            exchange.finish(result == CURLE_OK ? nil : reason ?? failure(result))
        }
    }
}

extension HTTPRequest.Method {
    /// Whether sending a request twice does what sending it once does (RFC 9110, 9.2.2).
    fileprivate var isIdempotent: Bool {
        [.get, .head, .options, .put, .delete].contains(self)
    }
}
