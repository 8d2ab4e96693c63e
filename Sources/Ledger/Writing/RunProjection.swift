import Planning

/// What the writer has to remember of a run between two events to keep the tables up to date.
struct RunProjection: Sendable {
    /// The difference between the clock on the wall and the run's own, in milliseconds since 1970.
    private var wallOffset: Int64 = 0
    /// The time of the last event.
    private var lastTime = Duration.zero
    /// The time that the run took on each day and that is not booked yet.
    var unbooked: [Int64: DayTime] = [:]
    /// Calls that were open then.
    private var open: Set<CallID> = []
    /// Those of them that waited for something that is no work.
    private var waiting: Set<CallID> = []
    /// Calls that are not both settled and resolved: what a cancellation can still concern.
    private var unresolved: [CallID: UnresolvedCall] = [:]

    /// The time that is taken on a day.
    struct DayTime: Sendable {
        var time = Duration.zero
        /// The part of it during which calls worked.
        var working = Duration.zero
    }

    private struct UnresolvedCall: Sendable {
        let role: AgentRole
        let position: Int
        var outcome: CallSettlement.Outcome?
        var isResolved = false
        var isExplained = false
    }

    /// The time on the wall at a time of the run, in milliseconds since 1970.
    func wallTime(at time: Duration) -> Int64 {
        wallOffset + time.nanoseconds / 1_000_000
    }

    /// The run goes on from `milliseconds` since 1970, where its own clock shows `time`.
    mutating func begin(at milliseconds: Int64, runTime time: Duration) {
        wallOffset = milliseconds - time.nanoseconds / 1_000_000
        unresolved = [:]
        lastTime = time
        open = []
        waiting = []
    }

    /// When the last event was, in milliseconds since 1970.
    var seen: Int64 { wallTime(at: lastTime) }

    /// Whether calls work.
    var isWorking: Bool { open.count > waiting.count }

    /// The run's clock shows `time`. What has passed since the last event is taken on the days on which it passed: a run
    /// may wait over midnight.
    mutating func pass(to time: Duration) {
        let isWorking = isWorking
        book(time - lastTime, since: seen) { day, part in
            day.time += part
            if isWorking { day.working += part }
        }
        lastTime = max(lastTime, time)
    }

    /// The run ended at `time`; what had to be waited for until the last event is no part of its time.
    mutating func end(at time: Duration) {
        book(lastTime - time, since: wallTime(at: time)) { day, part in day.time -= part }
    }

    private mutating func book(
        _ passed: Duration, since began: Int64, _ change: (inout DayTime, Duration) -> Void
    ) {
        var (rest, now) = (passed, UTCInstant(milliseconds: began))
        while rest > .zero {
            let midnight = now.startOfNextDay
            let part = min(rest, .milliseconds(midnight.milliseconds - now.milliseconds))
            change(&unbooked[now.dayNumber, default: DayTime()], part)
            rest -= part
            now = midnight
        }
    }

    mutating func start(_ started: RunEvent.CallStarted) {
        open.insert(started.call)
        unresolved[started.call] = UnresolvedCall(role: started.role, position: started.position)
    }

    mutating func wait(_ change: RunEvent.CallWaiting) {
        guard open.contains(change.call) else { return }
        if change.isWaiting { waiting.insert(change.call) } else { waiting.remove(change.call) }
    }

    mutating func settle(_ settled: RunEvent.CallSettled) {
        open.remove(settled.call)
        waiting.remove(settled.call)
        guard let call = unresolved[settled.call], call.outcome == nil else { return }
        unresolved[settled.call]?.outcome = settled.settlement.outcome
        forgetIfDone(settled.call)
    }

    mutating func resolve(_ call: CallID) {
        unresolved[call]?.isResolved = true
        forgetIfDone(call)
    }

    /// The calls that a cancellation explains: open or cancelled ones of its work and position.
    mutating func explain(_ cancelled: RunEvent.Cancelled) -> [CallID] {
        let roles = cancelled.work.roles
        let explained = unresolved.filter { _, call in
            roles.contains(call.role) && call.position == cancelled.position && !call.isExplained
                && (call.outcome ?? .cancelled) == .cancelled
        }
        for call in explained.keys { unresolved[call]?.isExplained = true }
        return explained.keys.sorted()
    }

    private mutating func forgetIfDone(_ call: CallID) {
        if let open = unresolved[call], open.outcome != nil, open.isResolved { unresolved[call] = nil }
    }
}
