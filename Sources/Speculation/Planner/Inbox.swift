import Synchronization

/// Results on their way from many tasks to the one that waits for them. Taking returns everything
/// that has arrived, so a burst costs one wake-up.
final class Inbox<Message: Sendable>: Sendable {
    private let state = Mutex(State())

    private struct State {
        var messages: [Message] = []
        var waiter: CheckedContinuation<[Message], Never>?
    }

    func post(_ message: Message) {
        let waiter = state.withLock { state -> CheckedContinuation<[Message], Never>? in
            guard let waiter = state.waiter else {
                state.messages.append(message)
                return nil
            }
            state.waiter = nil
            return waiter
        }
        waiter?.resume(returning: [message])
    }

    /// Waits until there is something. Only one task may wait at a time.
    func take() async -> [Message] {
        await withCheckedContinuation { continuation in
            let messages = state.withLock { state -> [Message] in
                let messages = state.messages
                state.messages = []
                if messages.isEmpty { state.waiter = continuation }
                return messages
            }
            if !messages.isEmpty { continuation.resume(returning: messages) }
        }
    }
}
