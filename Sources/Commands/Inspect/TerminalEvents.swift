@preconcurrency import Dispatch
import Foundation

/// What a terminal and the system tell a program that has the screen.
enum TerminalEvent: Sendable {
    /// What was typed, as the terminal sends it.
    case typed([UInt8])
    /// Nothing has come for a moment after what was typed last.
    case quiet
    /// The terminal has another size, or the process goes on after it was put aside.
    case changed
    /// The process is to be put aside.
    case suspend
    /// The process is to end.
    case end(ExitStatus)
    /// The run has gone on.
    case progressed(Inspection)
}

/// Reads the keyboard and the signals into one stream, until it is stopped.
final class TerminalEvents: Sendable {
    let stream: AsyncStream<TerminalEvent>
    let continuation: AsyncStream<TerminalEvent>.Continuation
    private let sources: [any DispatchSourceSignal]
    /// What is written here ends the reading.
    private let wish = Pipe()
    private let hasEnded = DispatchSemaphore(value: 0)

    private static let signals: [(Int32, TerminalEvent)] = [
        (SIGWINCH, .changed), (SIGCONT, .changed), (SIGTSTP, .suspend), (SIGINT, .end(.interrupted)),
        (SIGTERM, .end(.terminated)), (SIGHUP, .end(.terminated)),
    ]

    init() {
        let (stream, continuation) = AsyncStream<TerminalEvent>.makeStream()
        self.stream = stream
        self.continuation = continuation
        let queue = DispatchQueue(label: "outrider.terminal")
        sources = Self.signals.map { number, event in
            // The dispatch source only sees what the default action does not take.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { continuation.yield(event) }
            source.resume()
            return source
        }
        // A thread of its own, because reading blocks.
        let (wished, hasEnded) = (wish.fileHandleForReading.fileDescriptor, hasEnded)
        Thread.detachNewThread {
            Self.read(into: continuation, until: wished)
            hasEnded.signal()
        }
    }

    /// Nothing is read any more when this returns: what is typed from now on is the shell's.
    func stopReading() {
        wish.fileHandleForWriting.write(Data([0]))
        hasEnded.wait()
    }

    /// Takes no more notice of signals: from now on they do what they always do.
    func stop() {
        for source in sources { source.cancel() }
        for (number, _) in Self.signals { signal(number, SIG_DFL) }
        continuation.finish()
    }

    private static func read(into continuation: AsyncStream<TerminalEvent>.Continuation, until wish: Int32) {
        var bytes = [UInt8](repeating: 0, count: 1024)
        var hasTold = true
        while true {
            // After an escape it matters whether anything follows.
            var inputs = [STDIN_FILENO, wish].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            let ready = poll(&inputs, 2, hasTold ? -1 : 50)
            if ready == 0 {
                hasTold = true
                continuation.yield(.quiet)
                continue
            }
            guard ready > 0 else {
                if errno == EINTR { continue }
                break
            }
            if inputs[1].revents != 0 { return }
            let count = Foundation.read(STDIN_FILENO, &bytes, bytes.count)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { break }
            hasTold = false
            if case .terminated = continuation.yield(.typed(Array(bytes[..<count]))) { return }
        }
        // The terminal has gone away.
        continuation.yield(.end(.terminated))
    }
}
