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
public struct DayBudget: SharedBudget {
    private let store: LedgerStore
    private let limit: ExpenseLimit
    private let now: @Sendable () -> Date

    /// - Parameters:
    ///   - store: the record that the runs are written to.
    ///   - now: the time on the wall.
    public init(_ limit: ExpenseLimit, of store: LedgerStore, now: @escaping @Sendable () -> Date) {
        self.limit = limit
        self.store = store
        self.now = now
    }

    public func reserve(_ most: Expense, for call: RunCall) throws(LimitReached) {
        let (day, process, limit) = (day, store.process, limit)
        let refusal: LimitReached?
        do {
            refusal = try store.pool.write { db in
                var used = try Self.used(on: day, in: db)
                if limit.reached(by: used, and: most, of: .day) != nil, try Self.forgetTheDead(in: db) {
                    used = try Self.used(on: day, in: db)
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
            throw LimitReached(kind: .cost, used: "unknown: \(reason)", allowed: allowed, scope: .day)
        }
        if let refusal { throw refusal }
    }

    /// The record itself books what a call used, and with it what was set aside goes. Only a call that was
    /// never begun has to be told.
    public func settle(_ call: RunCall, _ used: Expense) {
        guard used == .zero else { return }
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
        let (day, limit) = (day, limit)
        let used = try? store.pool.read { db in
            let held = try Reservation.all(on: day, in: db)
            let staying = held.filter { own.contains($0.call) || !$0.process.isAlive }
            return try staying.reduce(Self.settled(on: day, in: db)) { $0 + $1.most }
        }
        return used.map { limit.reached(by: $0, and: most, of: .day) == nil } ?? false
    }

    /// Other processes tell nobody when they settle a call, so that it is looked at now and then.
    public func change() async {
        try? await Task.sleep(for: .milliseconds(100))
    }

    /// What the day has used by now, or holds for calls that are open.
    /// - Throws: ``LedgerError``.
    public func used() async throws(LedgerError) -> Expense {
        let day = day
        return try await store.read("adding up the day") { try Self.used(on: day, in: $0) }
    }

    /// The day, counted from the first one of 1970.
    private var day: Int64 { Int64((now().timeIntervalSince1970 / 86_400).rounded(.down)) }

    private var allowed: String { limit.cost.map { "\($0)" } ?? limit.tokens?.spokenTokens ?? "no limit" }

    private static func used(on day: Int64, in db: Database) throws -> Expense {
        try Reservation.all(on: day, in: db).reduce(settled(on: day, in: db)) { $0 + $1.most }
    }

    private static func settled(on day: Int64, in db: Database) throws -> Expense {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT cost_nanodollars, tokens FROM day_spend WHERE day = ?"), arguments: [day])
        return row.map { Expense(cost: Money(nanodollars: $0["cost_nanodollars"]), tokens: $0["tokens"]) } ?? .zero
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
