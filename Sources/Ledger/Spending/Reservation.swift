import GRDB
import Planning
import Processes

/// What a process has set aside for a call.
struct Reservation {
    let call: RunCall
    let most: Expense
    let process: ProcessIdentity

    static func all(on day: Int64, in db: Database) throws -> [Reservation] {
        try Row.fetchAll(db.cachedStatement(sql: "SELECT * FROM reservations WHERE day = ?"), arguments: [day]).map {
            guard let run = RunID($0["run"]) else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a reservation of no run")
            }
            return Reservation(
                call: RunCall(run, CallID($0["call"])),
                most: Expense(cost: Money(nanodollars: $0["cost_nanodollars"]), tokens: $0["tokens"]),
                process: ProcessIdentity($0))
        }
    }
}
