import Foundation
import Synchronization

/// The process of a ``PipedProgram``: whether it runs, and how it has ended. It is collected once, whoever asks first.
final class PipedProcess: Sendable {
    private let pid: Int32
    private let family: ProcessFamily
    private let state = Mutex((exit: ProgramExit?.none, isGivenUp: false))

    init(pid: Int32, family: ProcessFamily) {
        self.pid = pid
        self.family = family
    }

    /// How it has ended; nil while it runs.
    var exit: ProgramExit? {
        state.withLock { state in
            if state.exit == nil { state.exit = ProgramExit.of(pid) }
            return state.exit
        }
    }

    /// Whether neither the process nor anything it has started runs.
    var isGone: Bool { exit != nil && family.members.isEmpty }

    /// Whether nobody wants to hear of it any more.
    var isGivenUp: Bool { state.withLock { $0.isGivenUp } }

    func giveUp() {
        state.withLock { $0.isGivenUp = true }
        _ = exit
    }

    /// Sends a signal to the process and all it has started.
    func signal(_ number: Int32) {
        family.signal(number)
    }
}
