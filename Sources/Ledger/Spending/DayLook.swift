import Planning
import Synchronization

/// What was seen of a day last: any number of runs of a process that look at once share two looks a second.
final class DayLook: Sendable {
    private let state = Mutex<(at: UTCInstant, use: DayUse)?>(nil)

    func use(at now: UTCInstant, _ look: () throws -> DayUse) throws -> DayUse {
        try state.withLock { last in
            if let last, last.at.dayNumber == now.dayNumber,
                (0..<500).contains(now.milliseconds - last.at.milliseconds)
            {
                return last.use
            }
            let use = try look()
            last = (now, use)
            return use
        }
    }
}
