import GRDB
public import Planning
import Processes

/// What a day has used, or holds for what is open.
public struct DayUse: Sendable, Hashable {
    /// Dollars and tokens.
    public var expense: Expense
    /// Steps, committed and set aside by processes that live.
    public var steps: Int
    /// The time of all runs, added up; of a run that goes on, up to now.
    public var time: Duration
    /// The part of it during which calls worked.
    public var workingTime: Duration

    /// What a day has used.
    public init(
        expense: Expense = .zero, steps: Int = 0, time: Duration = .zero, workingTime: Duration = .zero
    ) {
        self.expense = expense
        self.steps = steps
        self.time = time
        self.workingTime = workingTime
    }

    /// What the day of a moment has used by then.
    init(at now: UTCInstant, in db: Database) throws {
        self = try Self.recorded(on: now.dayNumber, in: db)
        expense = try Reservation.all(on: now.dayNumber, in: db).reduce(expense) { $0 + $1.most }
        let holders = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT pid, boot, process_started, count(*) AS steps FROM step_reservations GROUP BY 1, 2, 3
                    """))
        // What a dead process had set aside is free as soon as somebody asks for it.
        for row in holders where ProcessIdentity(row).isAlive { steps += row["steps"] as Int }
        try addTime(until: now, in: db)
    }

    /// What is booked.
    static func recorded(on day: Int64, in db: Database) throws -> DayUse {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM day_spend WHERE day = ?"), arguments: [day])
        guard let row else { return DayUse() }
        let (time, working): (Int64, Int64) = (row["time_ns"], row["working_ns"])
        return DayUse(
            expense: Expense(cost: Money(nanodollars: row["cost_nanodollars"]), tokens: row["tokens"]),
            steps: row["steps"], time: .nanoseconds(time), workingTime: .nanoseconds(working))
    }

    /// Adds what runs have taken on the day since their last event. Of one whose process died, nobody knows how long
    /// it went on after that.
    private mutating func addTime(until now: UTCInstant, in db: Database) throws {
        let rows = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM owners WHERE seen_ms IS NOT NULL AND seen_ms < ?"),
            arguments: [now.milliseconds])
        var living: [ProcessIdentity: Bool] = [:]
        for row in rows {
            let process = ProcessIdentity(row)
            let isAlive = living[process] ?? process.isAlive
            living[process] = isAlive
            guard isAlive else { continue }
            let (seen, isWorking): (Int64, Bool) = (row["seen_ms"], row["working"])
            let passed = Duration.milliseconds(now.milliseconds - max(seen, now.startOfDay.milliseconds))
            time += passed
            if isWorking { workingTime += passed }
        }
    }
}
