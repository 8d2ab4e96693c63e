import Foundation
import Synchronization

/// What was seen of a day last: any number of runs of a process that look at once share two looks a second.
final class DayLook: Sendable {
    private let state = Mutex<(day: Int64, at: Date, use: DayUse)?>(nil)

    func use(on day: Int64, at now: Date, _ look: () throws -> DayUse) throws -> DayUse {
        try state.withLock { last in
            if let last, last.day == day, (0..<0.5).contains(now.timeIntervalSince(last.at)) { return last.use }
            let use = try look()
            last = (day, now, use)
            return use
        }
    }
}
