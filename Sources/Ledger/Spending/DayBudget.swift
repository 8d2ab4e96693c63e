public import Foundation
import GRDB
public import Planning
import Processes

/// What everything that uses one record may use on one day, in UTC: all runs of all processes together.
///
/// A call is granted in one transaction of SQLite, so that processes that ask at once never get more than there
/// is. What counts is what the day's calls have used, and what is set aside for calls that are open. What a process that
/// was killed had set aside for calls that it never began is free again; calls that were open when it died
/// count with what was set aside for them, as they do when their runs are resumed.
///
/// Steps are granted in the same way, one with the first call for its position: it counts until it is committed or
/// its run ends, and no longer than its process lives. So the day never has more than it may, but for a step that was
/// being carried out when its process died: it may have happened, and is committed when its run is resumed. A run that
/// rides ahead may hold some that it does not need in the end; others wait for them.
///
/// Time cannot be granted beforehand. That of all runs is added up as it is recorded, event by event; of a run that
/// goes on, the time since its last event counts too, as long as its process lives. Every run looks before each call
/// and twice a second, at what was seen half a second ago at most, so that the day may be exceeded by about a second
/// for each run that is under way. How long a process that was killed went on after the last event that it recorded is
/// not known, and not counted. What passes between two events of a run counts on the days on which it passed.
public struct DayBudget: SharedBudget {
    private let store: LedgerStore
    private let limit: DayLimit
    private let now: @Sendable () -> Date
    private let look = DayLook()

    /// - Parameters:
    ///   - store: the record that the runs are written to.
    ///   - now: the time on the wall.
    public init(_ limit: DayLimit, of store: LedgerStore, now: @escaping @Sendable () -> Date) {
        self.limit = limit
        self.store = store
        self.now = now
    }

    public func reserve(_ most: Expense, for call: RunCall) throws(LimitReached) {
        guard !self.limit.expense.isNone else { return }
        let (day, process, limit) = (day, store.process, limit.expense)
        let refusal: LimitReached?
        do {
            refusal = try store.pool.write { db in
                var used = try Self.expense(on: day, in: db)
                if limit.reached(by: used, and: most, of: .day) != nil, try Self.forgetTheDead(in: db) {
                    used = try Self.expense(on: day, in: db)
                }
                if let refusal = limit.reached(by: used, and: most, of: .day) { return refusal }
                try db.cachedStatement(
                    sql: """
                        INSERT INTO reservations (
                            run, call, day, cost_nanodollars, tokens, pid, boot, process_started
                        ) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        """
                ).execute(arguments: [
                    call.run.description, call.call.number, day, most.cost.nanodollars, most.tokens, process.pid,
                    process.boot, process.started,
                ])
                return nil
            }
        } catch {
            let reason = LedgerError(error, "setting money aside", at: store.path)
            throw LimitReached(kind: .cost, unknownBecause: "\(reason)", allowed: allowed, scope: .day)
        }
        if let refusal { throw refusal }
    }

    /// The record itself books what a call used, and with it what was set aside goes. Only a call that was
    /// never begun has to be told.
    public func settle(_ call: RunCall, _ used: Expense) {
        guard used == .zero, !limit.expense.isNone else { return }
        try? store.pool.write { db in
            try db.cachedStatement(
                sql: """
                    DELETE FROM reservations WHERE run = ?1 AND call = ?2
                    AND NOT EXISTS (SELECT 1 FROM calls WHERE calls.run = ?1 AND calls.call = ?2)
                    """
            ).execute(arguments: [call.run.description, call.call.number])
        }
    }

    public func fits(_ most: Expense, beside own: [RunCall]) -> Bool {
        guard !self.limit.expense.isNone else { return true }
        let (day, limit) = (day, limit.expense)
        let used = try? store.pool.read { db in
            let held = try Reservation.all(on: day, in: db)
            let staying = held.filter { own.contains($0.call) || !$0.process.isAlive }
            return try staying.reduce(DayUse.recorded(on: day, in: db).expense) { $0 + $1.most }
        }
        return used.map { limit.reached(by: $0, and: most, of: .day) == nil } ?? false
    }

    /// Other processes tell nobody when they settle a call, so that it is looked at now and then.
    public func change() async {
        try? await Task.sleep(for: .milliseconds(100))
    }

    /// Whether the time that runs take is limited, so that whoever records them has to follow it.
    public var limitsTime: Bool { limit.time != nil || limit.workingTime != nil }

    public func reserveStep(at position: Int, of run: RunID) throws(LimitReached) {
        guard let limit = limit.steps else { return }
        let (day, process) = (day, store.process)
        let refused: Int?
        do {
            refused = try store.pool.write { db in
                var used = try Self.steps(on: day, beside: (run, position), in: db)
                if used >= limit, try Self.forgetStepsOfTheDead(in: db) {
                    used = try Self.steps(on: day, beside: (run, position), in: db)
                }
                guard used < limit else { return used }
                try db.cachedStatement(
                    sql: """
                        INSERT OR REPLACE INTO step_reservations (run, position, pid, boot, process_started)
                        VALUES (?, ?, ?, ?, ?)
                        """
                ).execute(arguments: [run.description, position, process.pid, process.boot, process.started])
                return nil
            }
        } catch {
            let reason = LedgerError(error, "setting a step aside", at: store.path)
            throw LimitReached(
                kind: .steps, unknownBecause: "\(reason)", allowed: limit.spokenSteps, scope: .day)
        }
        if let refused {
            throw LimitReached(kind: .steps, used: refused.spokenSteps, allowed: limit.spokenSteps, scope: .day)
        }
    }

    /// What dead processes held is dropped before a step is refused.
    public func fitsStep(of run: RunID) -> Bool {
        guard let limit = limit.steps else { return true }
        let day = day
        let used = try? store.pool.read { db in
            let own = try Int.fetchOne(
                db.cachedStatement(sql: "SELECT count(*) FROM step_reservations WHERE run = ?"),
                arguments: [run.description])
            return try DayUse.recorded(on: day, in: db).steps + (own ?? 0)
        }
        return used.map { $0 < limit } ?? false
    }

    public func timeLeft() throws(LimitReached) -> Duration? {
        guard let allowed = limit.time ?? limit.workingTime else { return nil }
        let (store, now) = (store, UTCInstant(now()))
        let used: DayUse
        do {
            used = try look.use(at: now) { try store.pool.read { try DayUse(at: now, in: $0) } }
        } catch {
            let reason = LedgerError(error, "adding up the day", at: store.path)
            throw LimitReached(
                kind: limit.time == nil ? .workingTime : .time, unknownBecause: "\(reason)", allowed: allowed.spoken,
                scope: .day)
        }
        if let reached = limit.timeReached(by: used) { throw reached }
        // What was seen may be half a second old: together that is one.
        return .milliseconds(500)
    }

    /// What the day has used by now, or holds for what is open.
    /// - Throws: ``LedgerError``.
    public func used() async throws(LedgerError) -> DayUse {
        let (now, path) = (UTCInstant(now()), store.path)
        return try await store.read("adding up the day") { db in
            // A file that may only be read is not brought up to date when it is opened.
            let found = try LedgerSchema.check(db, at: path)
            guard found == LedgerSchema.version else {
                throw LedgerError(
                    .readOnly,
                    "adding up the day failed: \(path) was written by an older version of outrider (schema \(found), "
                        + "this program needs \(LedgerSchema.version)) and cannot be brought up to date",
                    suggestion: "make the file writable, or choose another with --database")
            }
            return try DayUse(at: now, in: db)
        }
    }

    /// The day, counted from the first one of 1970.
    private var day: Int64 { UTCInstant(now()).dayNumber }

    private var allowed: String {
        limit.expense.cost.map { "\($0)" } ?? limit.expense.tokens?.spokenTokens ?? "no limit"
    }

    private static func expense(on day: Int64, in db: Database) throws -> Expense {
        try Reservation.all(on: day, in: db).reduce(DayUse.recorded(on: day, in: db).expense) { $0 + $1.most }
    }

    /// The steps that are committed, and those that are set aside, but for one that may be set aside already.
    private static func steps(on day: Int64, beside own: (run: RunID, position: Int), in db: Database) throws -> Int {
        let held = try Int.fetchOne(
            db.cachedStatement(
                sql: "SELECT count(*) FROM step_reservations WHERE NOT (run = ? AND position = ?)"),
            arguments: [own.run.description, own.position])
        return try DayUse.recorded(on: day, in: db).steps + (held ?? 0)
    }

    /// Drops the steps that dead processes had set aside: they commit none any more.
    /// - Returns: whether there was something.
    private static func forgetStepsOfTheDead(in db: Database) throws -> Bool {
        let holders = try Row.fetchAll(db, sql: "SELECT DISTINCT pid, boot, process_started FROM step_reservations")
        let dead = holders.map { ProcessIdentity($0) }.filter { !$0.isAlive }
        for process in dead {
            try db.execute(
                sql: "DELETE FROM step_reservations WHERE pid = ? AND boot = ? AND process_started = ?",
                arguments: [process.pid, process.boot, process.started])
        }
        return !dead.isEmpty
    }

    /// Drops what dead processes had set aside for calls that they never began.
    /// - Returns: whether there was something.
    private static func forgetTheDead(in db: Database) throws -> Bool {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT run, call, pid, boot, process_started FROM reservations
                WHERE NOT EXISTS (
                    SELECT 1 FROM calls WHERE calls.run = reservations.run AND calls.call = reservations.call
                )
                """)
        let dead = rows.filter { !ProcessIdentity($0).isAlive }
        for row in dead {
            try db.execute(
                sql: "DELETE FROM reservations WHERE run = ? AND call = ?",
                arguments: [row["run"] as String, row["call"] as Int])
        }
        return !dead.isEmpty
    }
}
