import Foundation
import Synchronization

/// What was seen of a day last: any number of runs of a process that look at once share one look a second.
final class DayLook: Sendable {
    private let state = Mutex<(at: Date, use: DayUse)?>(nil)

    func use(at now: Date, _ look: () throws -> DayUse) throws -> DayUse {
        try state.withLock { last in
            if let last, (0..<1).contains(now.timeIntervalSince(last.at)) { return last.use }
            let use = try look()
            last = (now, use)
            return use
        }
    }
}
