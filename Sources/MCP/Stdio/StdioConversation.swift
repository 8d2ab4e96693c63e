import Planning
import Processes
import Synchronization

/// What is said between us and a server that is a program: which requests are open, what has come, and what was wrong
/// with it.
final class StdioConversation: Sendable {
    typealias Waiter = CheckedContinuation<Result<JSONValue, RPCError>, any Error>

    private struct State {
        var requests = OpenRequests<Waiter>()
        var lines: MessageLines
        var log: ErrorLog
        /// The request to be told of changes, for as long as the server leaves it open.
        var subscription: Int64?
        var hearsNotices = true
        /// Lines in a row that answered nothing.
        var strays = 0
        /// Why nothing more will come.
        var failure: MCPError?
    }

    private let program: PipedProgram
    private let limits: MCPLimits
    private let onNotice: ServerTransport.NoticeHandler
    private let state: Mutex<State>

    init(_ program: PipedProgram, limits: MCPLimits, onNotice: @escaping ServerTransport.NoticeHandler) {
        self.program = program
        self.limits = limits
        self.onNotice = onNotice
        state = Mutex(State(lines: MessageLines(limit: limits.messageBytes), log: ErrorLog(limit: limits.logBytes)))
    }

    /// Why nothing more will come; nil as long as something may.
    var failure: MCPError? { state.withLock { $0.failure } }

    /// Whether what the server says of its own accord still comes.
    var hearsNotices: Bool { state.withLock { $0.hearsNotices } }

    /// Sends a request and waits for its answer.
    func ask(_ call: OutgoingCall) async throws -> Result<JSONValue, RPCError> {
        let number = state.withLock { $0.requests.number() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { waiter in
                let failure: (any Error)? = state.withLock { state in
                    // Asked inside the lock: a cancellation is either seen here, or finds the entry.
                    if Task.isCancelled { return CancellationError() }
                    if let failure = state.failure { return failure }
                    let request = RPCRequest(id: .number(number), method: call.method, params: call.params)
                    // Queued inside the lock: what cancels it comes after it.
                    guard send(.request(request)) else { return Self.takesNothing }
                    state.requests.open(number, waiter)
                    return nil
                }
                if let failure { waiter.resume(throwing: failure) }
            }
        } onCancel: {
            let waiter = state.withLock { state -> Waiter? in
                let waiter = state.requests.abandon(number)
                if waiter != nil, call.isCancellable {
                    // A server that takes nothing will not hear this either.
                    _ = send(.notification(.cancelled(number)))
                }
                return waiter
            }
            waiter?.resume(throwing: CancellationError())
        }
    }

    /// Asks to be told of changes. Nobody waits for the answer, which says that nothing more is told.
    func subscribe(_ call: OutgoingCall) {
        state.withLock { state in
            let number = state.requests.number()
            state.subscription = number
            state.hearsNotices = send(
                .request(RPCRequest(id: .number(number), method: call.method, params: call.params)))
        }
    }

    /// - Throws: ``MCPError`` when the server takes nothing any more.
    func tell(_ notification: RPCNotification) throws(MCPError) {
        if let failure { throw failure }
        guard send(.notification(notification)) else { throw Self.takesNothing }
    }

    /// Nothing more will come: everybody who waits is told why. Only the first reason counts.
    func fail(_ error: MCPError) {
        let waiters = state.withLock { state in
            if state.failure == nil { state.failure = error }
            return state.requests.abandonAll()
        }
        for waiter in waiters { waiter.resume(throwing: error) }
    }

    /// What the server's output is given to.
    var listener: PipedProgram.Listener {
        PipedProgram.Listener(
            output: { self.received($0) }, errors: { bytes in self.state.withLock { $0.log.append(bytes) } },
            ended: { self.ended($0) })
    }

    private func ended(_ exit: ProgramExit?) {
        let words = state.withLock { $0.log.lastWords() }
        let how = exit.map { "\($0)" } ?? "closed its output"
        fail(MCPError(.ended, words.isEmpty ? "\(how), without a word" : how, lastWords: words))
    }

    private func received(_ bytes: [UInt8]) {
        let (lines, isTooLong) = state.withLock { state in
            // What comes after the end of all is read, so that the server can end, and dropped.
            state.failure == nil ? (state.lines.push(bytes), state.lines.isTooLong) : ([], false)
        }
        for line in lines { take(line) }
        if isTooLong {
            giveUp(MCPError(.tooMuch, "sends a message of more than \(limits.messageBytes) bytes"))
        }
    }

    private func take(_ line: [UInt8]) {
        do throws(MalformedMessage) {
            for message in try RPCMessage.all(in: line) { take(message) }
        } catch {
            // Programs print to their output by accident. What they printed helps whoever looks for the reason.
            state.withLock {
                $0.log.append(Array("(not a message: \(error.reason)) ".utf8) + line + [UInt8(ascii: "\n")])
            }
            stray()
        }
    }

    private func take(_ message: RPCMessage) {
        switch message {
        case .response(let response):
            if hearsNoMore(after: response.id) { return }
            let waiter = state.withLock { state -> Waiter? in
                guard case .awaited(let waiter) = state.requests.answered(response.id) else { return nil }
                state.strays = 0
                return waiter
            }
            guard let waiter else { return stray() }
            waiter.resume(returning: response.outcome)
        case .notification(let notification):
            if notification.method == ServerNotice.cancelled,
                hearsNoMore(after: notification.params["requestId"].flatMap({ RPCID($0) }))
            {
                return
            }
            onNotice(notification)
            stray()
        case .request(let request):
            stray()
            if !send(ServerRequestReply.reply(to: request)) { giveUp(Self.takesNothing) }
        }
    }

    /// Whether the request that is over is the one to be told of changes. Whatever changes from now on is not heard of,
    /// and what just changed may have been missed.
    private func hearsNoMore(after id: RPCID?) -> Bool {
        let isOver = state.withLock { state -> Bool in
            guard let number = state.subscription, id == RPCID.number(number) else { return false }
            state.subscription = nil
            state.hearsNotices = false
            return true
        }
        if isOver { onNotice(RPCNotification(method: ServerNotice.toolsChanged)) }
        return isOver
    }

    private func stray() {
        let isFlood = state.withLock { state in
            state.strays += 1
            return state.strays > limits.strayMessages
        }
        if isFlood { giveUp(.flood(limits.strayMessages)) }
    }

    private func giveUp(_ error: MCPError) {
        fail(MCPError(error.code, error.message, lastWords: state.withLock { $0.log.lastWords(3) }))
        program.kill()
    }

    private func send(_ message: RPCMessage) -> Bool {
        program.write(message.bytes + [UInt8(ascii: "\n")])
    }

    private static let takesNothing = MCPError(.tooMuch, "does not take what it is told")
}
