import Synchronization

/// What tasks ask of the driver's thread, in order, and the bell that wakes it.
final class Mailbox: Sendable {
    enum Message: Sendable {
        /// Begin the transfer.
        case start(Exchange)
        /// Nobody wants the transfer any more: remove it.
        case abandon(Exchange)
        /// The reader has caught up: let the transfer go on.
        case resume(Exchange)
        /// End everything.
        case stop
    }

    private struct State {
        var messages: [Message] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let poller: Poller

    init(poller: Poller) {
        self.poller = poller
    }

    /// Leaves a message. Messages after `stop` are not taken.
    /// - Returns: whether the message was taken.
    @discardableResult
    func post(_ message: Message) -> Bool {
        let (taken, wakes): (Bool, Bool) = state.withLock { state in
            guard !state.isClosed else { return (false, false) }
            if case .stop = message { state.isClosed = true }
            state.messages.append(message)
            // The driver takes all messages at once, so only the first of a batch needs the bell.
            return (true, state.messages.count == 1)
        }
        if wakes { poller.wake() }
        return taken
    }

    /// Takes all messages.
    func take() -> [Message] {
        state.withLock { state in
            let messages = state.messages
            state.messages = []
            return messages
        }
    }
}
