import Processes

/// Any SQLite file, opened for questions only: for a tool that lets an agent query a database.
///
/// Three fences stand one behind the other: the file is opened without the right to write, the
/// statement must be a single one that SQLite itself calls read-only, and an authorizer refuses
/// whatever reaches beyond the file (ATTACH, extensions) or changes a setting.
public enum ReadOnlyDatabase {
    /// Asks one question and gives the answer as a table in text: a line of column names, a line for
    /// each row, columns separated by ` | `, and the number of rows. Line breaks within a value are
    /// shown as `\n`.
    ///
    /// Cancelling the task interrupts the query.
    /// - Parameters:
    ///   - path: the database file, opened as it is: its last part may be no symbolic link.
    ///   - sql: one statement.
    ///   - rowLimit: rows that are shown at most; the text says when there are more.
    ///   - byteLimit: bytes of text at most; the text says when something was left out.
    ///   - timeout: how long the query may run.
    /// - Throws: ``LedgerError``: missing, cannotOpen, corrupt, locked, refused, badQuery or timedOut;
    ///   `CancellationError`.
    public static func query(
        _ path: String, _ sql: String, rowLimit: Int, byteLimit: Int, timeout: Duration
    ) async throws -> String {
        let interruption = Interruption(deadline: .now + timeout)
        return try await withTaskCancellationHandler {
            try await Blocking.call {
                try ReadOnlyConnection(path, interruption)
                    .table(sql, TableText(rowLimit: rowLimit, byteLimit: byteLimit))
            }
        } onCancel: {
            interruption.cancel()
        }
    }
}
