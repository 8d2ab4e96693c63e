import CCurl

/// What the driver's thread does: it owns the curl multi handle, tells the poller what to watch, and
/// hands readiness, time and messages to curl. Nothing else ever touches a curl handle.
final class DriverLoop {
    let configuration: HTTPClient.Configuration
    private let poller: Poller
    private let mailbox: Mailbox
    private let multi: UnsafeMutableRawPointer?

    /// The time when the thread last woke up; good enough for time-outs.
    private(set) var now = ContinuousClock.now
    /// When curl wants to be called again though no socket is ready.
    private var curlDue: ContinuousClock.Instant?
    private var deadlines = DeadlineQueue<Transfer>()
    private var transfers: [ObjectIdentifier: Transfer] = [:]
    private var byHandle: [UnsafeMutableRawPointer: Transfer] = [:]
    /// Handles between transfers, kept because they are dear to make.
    private var idleHandles: [UnsafeMutableRawPointer] = []
    private static let maximumIdleHandles = 64

    private static let globalState = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

    init(configuration: HTTPClient.Configuration, poller: Poller, mailbox: Mailbox) {
        self.configuration = configuration
        self.poller = poller
        self.mailbox = mailbox
        multi = Self.globalState == CURLE_OK ? curl_multi_init() : nil
    }

    /// Runs until it is told to stop.
    func run() {
        prepare()
        while takeMessages() {
            passDeadlines()
            if let curlDue, curlDue <= now {
                self.curlDue = nil
                act(on: CURL_SOCKET_TIMEOUT, 0)
            }
            finishTransfers()
            poller.wait(milliseconds: patience()) { socket, readiness in
                now = .now
                act(on: socket, readiness.rawValue)
            }
            now = .now
            finishTransfers()
        }
        end()
    }

    private func prepare() {
        let context = Unmanaged.passUnretained(self).toOpaque()
        _ = ccurl_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
        _ = ccurl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, configuration.maximumConnectionsPerHost)
        _ = ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, max(64, configuration.maximumConnectionsPerHost))
        _ = ccurl_multi_set_long(multi, CURLMOPT_MAX_CONCURRENT_STREAMS, 1000)
        _ = ccurl_multi_set_socket(
            multi,
            { _, socket, interest, context, _ in
                DriverLoop.from(context).watch(socket, interest)
                return 0
            }, context)
        _ = ccurl_multi_set_timer(
            multi,
            { _, milliseconds, context in
                let loop = DriverLoop.from(context)
                loop.curlDue = milliseconds < 0 ? nil : .now + .milliseconds(milliseconds)
                return 0
            }, context)
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> DriverLoop {
        // The thread's block holds the loop while curl may call it.
        Unmanaged<DriverLoop>.fromOpaque(context.unsafelyUnwrapped).takeUnretainedValue()
    }

    private func watch(_ socket: Int32, _ interest: Int32) {
        switch interest {
        case CURL_POLL_IN: poller.watch(socket, for: .readable)
        case CURL_POLL_OUT: poller.watch(socket, for: .writable)
        case CURL_POLL_INOUT: poller.watch(socket, for: [.readable, .writable])
        default: poller.forget(socket)
        }
    }

    private func act(on socket: Int32, _ readiness: Int32) {
        var running: Int32 = 0
        curl_multi_socket_action(multi, socket, readiness, &running)
    }

    /// How long there is nothing to do unless a socket says so.
    private func patience() -> Int32? {
        guard var next = curlDue ?? deadlines.next else { return nil }
        if let deadline = deadlines.next { next = min(next, deadline) }
        let milliseconds = (next - .now) / .milliseconds(1)
        return Int32(min(max(milliseconds.rounded(.up), 0), 60_000))
    }
}

// MARK: - Transfers

extension DriverLoop {
    /// - Returns: whether the loop is to go on.
    private func takeMessages() -> Bool {
        for message in mailbox.take() {
            switch message {
            case .start(let exchange, let body): start(exchange, body)
            case .abandon(let exchange): abandon(exchange)
            case .resume(let exchange): resume(exchange)
            case .stop: return false
            }
        }
        return true
    }

    private func start(_ exchange: Exchange, _ body: [UInt8]?) {
        guard !exchange.isAbandoned else { return }
        guard let multi, let handle = idleHandles.popLast() ?? curl_easy_init() else {
            return exchange.finish(
                TransportError(
                    .unreachable, "\(exchange.label): libcurl cannot be used",
                    suggestion: "check that libcurl 7.85 or later is installed"))
        }
        let transfer = Transfer(exchange, handle: handle, loop: self)
        do {
            try transfer.prepare(body)
        } catch {
            exchange.finish(error)
            return retire(handle)
        }
        transfers[ObjectIdentifier(exchange)] = transfer
        byHandle[handle] = transfer
        reschedule(transfer)
        if curl_multi_add_handle(multi, handle) != CURLM_OK {
            transfer.finish(CURLE_OUT_OF_MEMORY)
            remove(transfer)
        }
    }

    private func abandon(_ exchange: Exchange) {
        if let transfer = transfers[ObjectIdentifier(exchange)] { remove(transfer) }
    }

    private func resume(_ exchange: Exchange) {
        guard let transfer = transfers[ObjectIdentifier(exchange)] else { return }
        let result = transfer.goOn()
        guard result != CURLE_OK else { return }
        // curl does not end the transfer for that: it would hang, or pass for whole without these bytes.
        transfer.finish(result)
        remove(transfer)
    }

    func reschedule(_ transfer: Transfer) {
        deadlines.schedule(transfer, at: transfer.patience.next)
    }

    private func passDeadlines() {
        while let transfer = deadlines.firstDue(by: now) {
            if let code = transfer.patience.exceeded(at: now) {
                transfer.exchange.finish(transfer.timeout(code))
                remove(transfer)
            } else {
                reschedule(transfer)
            }
        }
    }

    private func finishTransfers() {
        var result = CURLE_OK
        while let handle = ccurl_multi_next_finished(multi, &result) {
            guard let transfer = byHandle[handle] else { continue }
            transfer.finish(result)
            remove(transfer)
        }
    }

    /// Takes a transfer out of curl, which closes its connection or resets its stream unless the
    /// transfer was over.
    private func remove(_ transfer: Transfer) {
        deadlines.remove(transfer)
        transfers[ObjectIdentifier(transfer.exchange)] = nil
        byHandle[transfer.handle] = nil
        curl_multi_remove_handle(multi, transfer.handle)
        retire(transfer.handle)
    }

    private func retire(_ handle: UnsafeMutableRawPointer) {
        guard idleHandles.count < Self.maximumIdleHandles else { return curl_easy_cleanup(handle) }
        curl_easy_reset(handle)
        idleHandles.append(handle)
    }

    private func end() {
        for transfer in Array(transfers.values) {
            transfer.exchange.finish(transfer.exchange.shutDownError)
            remove(transfer)
        }
        idleHandles.forEach(curl_easy_cleanup)
        curl_multi_cleanup(multi)
    }
}
