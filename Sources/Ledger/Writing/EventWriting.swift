import GRDB
import Planning
import Processes

/// Writes events into the tables: the raw line, and what it changes in the projections.
struct EventWriting {
    let db: Database
    let process: ProcessIdentity
    private(set) var projections: [RunID: RunProjection]
    /// What was there before, of the runs that were written to.
    private var originals: [RunID: RunProjection?] = [:]
    /// Whether the time that runs take is booked as it passes, and not when they end.
    private let followsTime: Bool
    /// What is to be booked for each day.
    private var days: [Int64: RunProjection.DayTime] = [:]

    init(_ db: Database, process: ProcessIdentity, projections: [RunID: RunProjection], followsTime: Bool) {
        self.db = db
        self.process = process
        self.projections = projections
        self.followsTime = followsTime
    }

    mutating func write(_ event: RunEvent) throws {
        let run = event.run.description
        if originals[event.run] == nil { originals[event.run] = .some(projections[event.run]) }
        projections[event.run]?.pass(to: event.time)
        try db.run("INSERT INTO events (run, sequence, time_ns, event, payload) VALUES (?, ?, ?, ?, ?)") {
            $0.bind(run)
            $0.bind(event.sequence)
            $0.bind(event.time)
            $0.bind(event.name)
            $0.bind(event.jsonLineBytes())
        }
        switch event.kind {
        case .started(let header):
            projections[event.run, default: RunProjection()].begin(at: header.startedAt, runTime: event.time)
            try insert(header)
            try own(run)
        case .resumed(let resumption):
            projections[event.run, default: RunProjection()].begin(at: resumption.resumedAt, runTime: event.time)
            try resume(run, resumption)
            try own(run)
        case .callStarted(let started):
            projections[event.run]?.start(started)
            try insert(started, of: event)
        case .callWaiting(let change):
            projections[event.run]?.wait(change)
        case .callSettled(let settled):
            projections[event.run]?.settle(settled)
            try settle(settled, of: run)
        case .callResolved(let resolved):
            projections[event.run]?.resolve(resolved.call)
            try resolve(resolved, of: run)
        case .drafted(let drafted):
            try book(drafted.action, on: drafted.calls, of: run)
        case .judged(let judged):
            try book(judged.action, on: judged.calls, of: run)
        case .executed(let executed):
            try insert(executed, of: event)
        case .cancelled(let cancelled):
            for call in projections[event.run]?.explain(cancelled) ?? [] {
                try explain(call, of: run, cancelled.reason)
            }
        case .committed(let committed):
            try insert(committed, of: event)
        case .depthChosen(let choice):
            try insert(choice, of: event)
        case .finished(let finished):
            projections[event.run]?.end(at: event.time)
            collectTime(of: event.run)
            projections[event.run] = nil
            try finish(run, finished)
        case .scored(let scored):
            try insert(scored, of: event)
        case .audited(let audited):
            try insert(audited, of: event)
        case .refused(let refused):
            try insert(refused, of: event)
        case .earlyResult(let result):
            try insert(result, of: event)
        case .executing, .faulted, .selected:
            break
        }
    }

    /// Books the time that has passed with the events written so far, as far as it is to be booked now.
    mutating func bookTime() throws {
        if followsTime { for run in originals.keys { collectTime(of: run) } }
        for (day, passed) in days where passed.time != .zero {
            try db.run(
                """
                INSERT INTO day_spend (day, cost_nanodollars, tokens, time_ns, working_ns) VALUES (?, 0, 0, ?, ?)
                ON CONFLICT (day) DO UPDATE SET
                    time_ns = time_ns + excluded.time_ns, working_ns = working_ns + excluded.working_ns
                """
            ) {
                $0.bind(day)
                $0.bind(passed.time)
                $0.bind(passed.working)
            }
        }
        days = [:]
        for run in originals.keys where followsTime {
            guard let projection = projections[run] else { continue }
            try db.run("UPDATE owners SET seen_ms = ?, working = ? WHERE run = ?") {
                $0.bind(projection.seen)
                $0.bind(projection.isWorking)
                $0.bind(run.description)
            }
        }
    }

    private mutating func collectTime(of run: RunID) {
        for (day, passed) in projections[run]?.unbooked ?? [:] {
            days[day, default: .init()].time += passed.time
            days[day, default: .init()].working += passed.working
        }
        projections[run]?.unbooked = [:]
    }

    /// The projections as they were, for when the transaction is rolled back.
    func originalProjections() -> [RunID: RunProjection] {
        originals.reduce(into: projections) { $0[$1.key] = $1.value }
    }

    /// The time on the wall of an event, in milliseconds since 1970.
    func wallTime(of event: RunEvent) -> Int64 {
        projections[event.run]?.wallTime(at: event.time) ?? 0
    }
}
