import HTTPTypes
import Synchronization

/// One request and its reply, between the task that waits for it and the thread that drives it.
///
/// The driver puts bytes in, one reader takes them out; what one side must know of the other goes
/// through the lock or the driver's mailbox, and no continuation is resumed under the lock.
final class Exchange: Sendable {
    /// More than this many waiting bytes hold the transfer up until the reader has taken them.
    static let highWater = 256 << 10

    let request: HTTPRequest
    let address: WebAddress
    let options: HTTPOptions
    /// When the whole exchange, redirects before this one included, must be over.
    let deadline: ContinuousClock.Instant?
    private let driver: Driver
    private let state = Mutex(State())

    private struct State {
        var head: HTTPResponse?
        /// Received, and not yet taken by the reader.
        var pending: [UInt8] = []
        /// The driver has been told to hold the transfer up.
        var isHeldUp = false
        var ending: Ending?
        var waiter: Waiter?
    }

    private enum Ending {
        /// The last byte has come.
        case complete
        /// The exchange broke off.
        case failed(TransportError)
        /// Nobody wants the rest.
        case abandoned
    }

    private enum Waiter {
        case head(CheckedContinuation<HTTPResponse, any Error>)
        case chunk(CheckedContinuation<[UInt8]?, any Error>)

        func fail(_ error: any Error) {
            switch self {
            case .head(let continuation): continuation.resume(throwing: error)
            case .chunk(let continuation): continuation.resume(throwing: error)
            }
        }
    }

    init(
        request: HTTPRequest, address: WebAddress, options: HTTPOptions, deadline: ContinuousClock.Instant?,
        driver: Driver
    ) {
        self.request = request
        self.address = address
        self.options = options
        self.deadline = deadline
        self.driver = driver
    }

    /// The exchange's name in messages: method and URL, the latter without its secrets.
    var label: String { "\(request.method.rawValue) \(address.publicText)" }

    /// Bytes that have come and wait for the reader.
    var waitingBytes: Int { state.withLock { $0.pending.count } }

    func tooLarge(_ limit: Int) -> TransportError {
        TransportError(
            .tooLarge, "\(label): the body is longer than the \(limit) bytes allowed",
            suggestion: "allow more, or ask for less")
    }
}

// MARK: - The reader's side

extension Exchange {
    /// Starts the transfer and waits for the head of the reply. The body is not kept: it would be
    /// held for as long as the reply is read.
    func start(body: [UInt8]?) async throws -> HTTPResponse {
        guard driver.begin(self, body: body) else { throw shutDownError }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let known: Result<HTTPResponse, any Error>? = state.withLock { state in
                    switch (state.head, state.ending) {
                    case (_, .abandoned?): return .failure(CancellationError())
                    case (let head?, _): return .success(head)
                    case (nil, .failed(let error)?): return .failure(error)
                    case (nil, _):
                        state.waiter = .head(continuation)
                        return nil
                    }
                }
                if let known { continuation.resume(with: known) }
            }
        } onCancel: {
            abandon()
        }
    }

    /// What has come since the last call, or the next bytes to come; `nil` after the last.
    func nextChunk(isolation: isolated (any Actor)?) async throws -> [UInt8]? {
        if Task.isCancelled { abandon() }
        if let known = takeChunk(orWait: nil) { return try known.get() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation(isolation: isolation) { continuation in
                if let known = takeChunk(orWait: continuation) { continuation.resume(with: known) }
            }
        } onCancel: {
            abandon()
        }
    }

    private func takeChunk(
        orWait continuation: CheckedContinuation<[UInt8]?, any Error>?
    ) -> Result<[UInt8]?, any Error>? {
        let (known, goesOn): (Result<[UInt8]?, any Error>?, Bool) = state.withLock { state in
            if state.waiter != nil { return (.failure(readTwiceError), false) }
            if case .abandoned? = state.ending { return (.failure(CancellationError()), false) }
            if !state.pending.isEmpty {
                let chunk = state.pending
                state.pending = []
                let wasHeldUp = state.isHeldUp
                state.isHeldUp = false
                return (.success(chunk), wasHeldUp && state.ending == nil)
            }
            switch state.ending {
            case .complete?: return (.success(nil), false)
            case .failed(let error)?: return (.failure(error), false)
            case .abandoned?, nil:
                if let continuation { state.waiter = .chunk(continuation) }
                return (nil, false)
            }
        }
        if goesOn { driver.mailbox.post(.resume(self)) }
        return known
    }

    /// Ends the exchange, because its task was cancelled or nobody reads it any more.
    func abandon() {
        let (waiter, wasOpen): (Waiter?, Bool) = state.withLock { state in
            let wasOpen = state.ending == nil
            state.ending = .abandoned
            state.pending = []
            defer { state.waiter = nil }
            return (state.waiter, wasOpen)
        }
        if wasOpen { driver.mailbox.post(.abandon(self)) }
        waiter?.fail(CancellationError())
    }

    private var readTwiceError: TransportError {
        TransportError(.readTwice, "\(label): two tasks read one body", suggestion: "read a body from one task only")
    }

    var shutDownError: TransportError {
        TransportError(
            .shutDown, "\(label): the HTTP client was shut down", suggestion: "use a client that is still open")
    }
}

// MARK: - The driver's side

extension Exchange {
    /// Whether nobody waits for this exchange any more.
    var isAbandoned: Bool {
        state.withLock { state in
            if case .abandoned? = state.ending { true } else { false }
        }
    }

    func deliver(_ head: HTTPResponse) {
        let waiter = state.withLock { state -> Waiter? in
            state.head = head
            defer { state.waiter = nil }
            return state.waiter
        }
        if case .head(let continuation)? = waiter { continuation.resume(returning: head) }
    }

    /// Takes bytes for the reader, unless too many wait already.
    /// - Returns: whether they were taken; if not, the transfer is to be held up and the bytes are
    ///   to be offered again when it goes on.
    func offer(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let (waiter, taken): (Waiter?, Bool) = state.withLock { state in
            guard state.ending == nil else { return (nil, true) }
            if case .chunk? = state.waiter {
                defer { state.waiter = nil }
                return (state.waiter, true)
            }
            guard state.pending.count < Self.highWater else {
                state.isHeldUp = true
                return (nil, false)
            }
            state.pending.append(contentsOf: bytes)
            return (nil, true)
        }
        if case .chunk(let continuation)? = waiter { continuation.resume(returning: Array(bytes)) }
        return taken
    }

    /// The transfer is over: well, or with an error.
    func finish(_ error: TransportError?) {
        let waiter = state.withLock { state -> Waiter? in
            guard state.ending == nil else { return nil }
            state.ending = error.map { .failed($0) } ?? .complete
            defer { state.waiter = nil }
            return state.waiter
        }
        switch (waiter, error) {
        case (nil, _): break
        case (let waiter?, let error?): waiter.fail(error)
        case (.chunk(let continuation)?, nil): continuation.resume(returning: nil)
        case (.head?, nil): preconditionFailure("a transfer without a head ends with an error")
        }
    }
}
