import GRDB

extension LedgerError {
    /// What a failure of SQLite means to a person.
    /// - Parameter activity: what was being done, as in “recording the run”.
    init(_ error: any Error, _ activity: String, at path: String) {
        switch error {
        case let known as LedgerError: self = known
        case let failure as DatabaseError: self.init(failure, activity, at: path)
        default: self.init(.unexpected, "\(activity) in \(path) failed: \(error)")
        }
    }

    private init(_ failure: DatabaseError, _ activity: String, at path: String) {
        switch (failure.resultCode, failure.extendedResultCode) {
        case (.SQLITE_BUSY, _), (.SQLITE_LOCKED, _):
            self.init(
                .locked, "\(activity) failed: another program holds \(path) locked",
                suggestion: "close the program that uses it, or choose another file with --database")
        case (.SQLITE_CORRUPT, _), (.SQLITE_NOTADB, _):
            self.init(
                .corrupt, "\(activity) failed: \(path) is damaged or is no SQLite database",
                suggestion: "move it away and start anew, or save what can be saved with `sqlite3 FILE .recover`")
        // A full disk shows first where the shared-memory file cannot grow.
        case (.SQLITE_FULL, _), (_, .SQLITE_IOERR_SHMSIZE):
            self.init(
                .diskFull, "\(activity) failed: there is no room left for \(path)",
                suggestion: "free some space or choose another file with --database; what is recorded is kept")
        case (.SQLITE_READONLY, _), (.SQLITE_PERM, _):
            self.init(
                .readOnly, "\(activity) failed: \(path) cannot be written",
                suggestion: "check the permissions of the file and its folder, or choose another with --database")
        case (.SQLITE_CANTOPEN, _), (.SQLITE_AUTH, _):
            self.init(
                .cannotOpen, "\(activity) failed: \(path) cannot be opened",
                suggestion: "check that the folder exists and may be used, or choose another file with --database")
        case (.SQLITE_IOERR, _), (.SQLITE_NOLFS, _), (.SQLITE_PROTOCOL, _):
            self.init(
                .diskFault, "\(activity) failed: the disk or file system of \(path) reports a fault",
                suggestion: "check the disk; a database on a network share is not supported")
        case (.SQLITE_CONSTRAINT, _):
            self.init(
                .conflict, "\(activity) failed: the record in \(path) already has this entry",
                suggestion: "the run may have been resumed elsewhere; see `outrider show` for its state")
        default:
            self.init(.unexpected, "\(activity) failed: \(failure.message ?? "unknown fault") (\(path))")
        }
    }
}
