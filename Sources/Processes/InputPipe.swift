import Foundation
import Synchronization

/// The writing end of a program's standard input. Bytes wait in a queue, so that nobody waits for the program.
final class InputPipe: Sendable {
    private struct State {
        /// Bytes that wait.
        var backlog = 0
        var isClosing = false
        /// Whether the program reads no more, or the end has been closed.
        var isBroken = false
    }

    private let descriptor: Int32
    private let queue = DispatchQueue(label: "outrider.program-input")
    private let state = Mutex(State())

    /// The pipe becomes this one's to close.
    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    /// - Returns: whether the bytes were queued, or are of no use to anybody any more.
    func write(_ bytes: [UInt8]) -> Bool {
        let wanted: Bool? = state.withLock { state in
            if state.isClosing || state.isBroken { return nil }
            guard state.backlog + bytes.count <= PipedProgram.backlogLimit else { return false }
            state.backlog += bytes.count
            return true
        }
        guard wanted == true else { return wanted == nil }
        queue.async { [self] in
            if !send(bytes) { state.withLock { $0.isBroken = true } }
            state.withLock { $0.backlog -= bytes.count }
        }
        return true
    }

    /// Closes the end when what is queued has been taken, or at once if the program takes nothing. Safe to call twice.
    func close() {
        let isFirst = state.withLock { state in
            defer { state.isClosing = true }
            return !state.isClosing
        }
        guard isFirst else { return }
        // In the queue, so that no write meets a descriptor that is another's by now.
        queue.async { [self] in
            Foundation.close(descriptor)
            state.withLock { $0.isBroken = true }
        }
    }

    private func send(_ bytes: [UInt8]) -> Bool {
        guard !state.withLock({ $0.isBroken }) else { return false }
        // A program that has gone would end this one too. The signal stays blocked on this thread of the queue's.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count < 0, errno == EAGAIN {
                var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                // Nothing was taken for a while, and nobody wants to go on.
                if poll(&room, 1, 100) == 0, state.withLock({ $0.isClosing }) { return false }
            } else if count < 0, errno != EINTR {
                return false
            }
        }
        return true
    }
}
