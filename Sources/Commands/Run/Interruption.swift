@preconcurrency import Dispatch
import Foundation
import Synchronization

/// Ctrl-C and the system's wish to stop. The first signal asks politely; the second one ends the
/// process at once, and the next start repairs what was left open.
final class Interruption: Sendable {
    private static let numbers = [SIGINT, SIGTERM]

    private let sources: [any DispatchSourceSignal]

    /// Calls `onFirst` at the first signal, from another thread.
    init(_ onFirst: @escaping @Sendable () -> Void) {
        let queue = DispatchQueue(label: "outrider.signals")
        let state = SignalCount()
        sources = Self.numbers.map { number in
            // The dispatch source only sees what the default action does not take.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                if state.next() == 1 { return onFirst() }
                _exit(number == SIGINT ? ExitStatus.interrupted.rawValue : ExitStatus.terminated.rawValue)
            }
            source.resume()
            return source
        }
    }

    /// Takes no more notice of signals: from now on they end the process.
    func stop() {
        for source in sources { source.cancel() }
        for number in Self.numbers { signal(number, SIG_DFL) }
    }

    /// Runs `operation`, cancelled by the first signal.
    static func cancelling<Result: Sendable>(
        _ operation: @escaping @Sendable () async -> Result
    ) async -> Result {
        // Before the operation begins: whoever sees its first words may want to end it.
        let wish = CancellationWish()
        let interruption = Interruption { wish.express() }
        defer { interruption.stop() }
        let task = Task { await operation() }
        wish.apply { task.cancel() }
        return await task.value
    }
}

/// That something is to be cancelled, which may be said before it has begun.
private final class CancellationWish: Sendable {
    private struct State {
        var isExpressed = false
        var cancel: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    func express() {
        let cancel = state.withLock { state in
            state.isExpressed = true
            return state.cancel
        }
        cancel?()
    }

    func apply(_ cancel: @escaping @Sendable () -> Void) {
        let isExpressed = state.withLock { state in
            state.cancel = cancel
            return state.isExpressed
        }
        if isExpressed { cancel() }
    }
}

/// Counts signals; used on one serial queue alone.
private final class SignalCount: @unchecked Sendable {
    private var count = 0

    func next() -> Int {
        count += 1
        return count
    }
}
