@preconcurrency import Dispatch
import Foundation

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
        let task = Task { await operation() }
        let interruption = Interruption { task.cancel() }
        defer { interruption.stop() }
        return await task.value
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
