import GRDB

extension LedgerSchema {
    /// Brings the database to the current version, in one transaction: two processes that open a
    /// new file at once do not get in each other's way, and a process that is killed leaves the
    /// old version whole.
    static func migrate(_ db: Database, at path: String) throws {
        guard try check(db, at: path) < version else { return }
        try db.inTransaction(.immediate) {
            // Somebody else may have been faster.
            for migration in migrations.dropFirst(try check(db, at: path)) {
                try db.execute(sql: migration)
            }
            try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
            return .commit
        }
    }

    /// The version of the database; 0 for an empty one.
    /// - Throws: ``LedgerError``, foreign or newerSchema.
    @discardableResult
    static func check(_ db: Database, at path: String) throws -> Int {
        let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        let isOurs = try Int32.fetchOne(db, sql: "PRAGMA application_id") == applicationID
        let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
        guard isOurs || (isEmpty && found == 0) else {
            throw LedgerError(
                .foreign, "\(path) is a database of some other program",
                suggestion: "choose another file with --database")
        }
        guard found <= version else {
            throw LedgerError(
                .newerSchema,
                "\(path) was written by a newer version of outrider (schema \(found), this program knows \(version))",
                suggestion: "update outrider, or choose another file with --database")
        }
        return found
    }
}
