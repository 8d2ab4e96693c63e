import GRDB
import GRDBSQLite

extension LedgerStore {
    /// The version of the system's SQLite, such as `3.40.1`.
    public static var libraryVersion: String { String(cString: sqlite3_libversion()) }

    /// What SQLite finds wrong with the file; empty when all is well. It reads the whole file.
    public func damage() async throws(LedgerError) -> [String] {
        try await read("checking the record") { db in
            try String.fetchAll(db, sql: "PRAGMA quick_check(5)").filter { $0 != "ok" }
        }
    }
}
