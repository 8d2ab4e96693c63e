import Foundation
import GRDBSQLite

/// A connection that cannot change anything, for one query.
final class ReadOnlyConnection {
    private let path: String
    private let interruption: Interruption
    private let fence = Fence()
    private var connection: OpaquePointer?

    init(_ path: String, _ interruption: Interruption) throws {
        self.path = path
        self.interruption = interruption
        try Self.checkFile(at: path)
        let opened = sqlite3_open_v2(
            path, &connection, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, PlainPaths.name)
        guard opened == SQLITE_OK else { throw failure() }
        sqlite3_extended_result_codes(connection, 1)
        sqlite3_busy_timeout(connection, 1000)
        // A hostile file must not smuggle function calls into its own schema.
        sqlite3_exec(connection, "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON", nil, nil, nil)
        sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0)
        // Neither may a query build one value that fills the memory.
        sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, 64 << 20)
        // The connection keeps what it calls back alive for as long as it can.
        sqlite3_set_authorizer(
            connection,
            { context, action, argument, _, _, _ in
                guard let context else { return SQLITE_DENY }
                return Unmanaged<Fence>.fromOpaque(context).takeUnretainedValue().verdict(on: action, argument)
            }, Unmanaged.passUnretained(fence).toOpaque())
        sqlite3_progress_handler(
            connection, 1000,
            { context in
                guard let context else { return 1 }
                return Unmanaged<Interruption>.fromOpaque(context).takeUnretainedValue().isDue ? 1 : 0
            }, Unmanaged.passUnretained(interruption).toOpaque())
    }

    deinit {
        sqlite3_close_v2(connection)
    }

    /// The answer to `sql` as a table.
    func table(_ sql: String, _ table: consuming TableText) throws -> String {
        let statement = try prepare(sql)
        defer { sqlite3_finalize(statement) }
        let columns = 0..<sqlite3_column_count(statement)
        table.head(columns.map { sqlite3_column_name(statement, $0).map { String(cString: $0) } ?? "" })
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW:
                guard !interruption.isDue else { throw interruption.error }
                guard table.add(columns.map { Self.cell(statement, $0) }) else { return table.finished }
            case SQLITE_DONE:
                return table.finished
            default:
                throw failure()
            }
        }
    }

    /// Compiles a single statement that only reads.
    private func prepare(_ sql: String) throws -> OpaquePointer {
        guard !sql.utf8.contains(0) else { throw Self.badQuery("the query contains a null character") }
        var statement: OpaquePointer?
        var isSingle = true
        let code = sql.withCString { start in
            var rest: UnsafePointer<CChar>?
            let code = sqlite3_prepare_v2(connection, start, -1, &statement, &rest)
            guard code == SQLITE_OK else { return code }
            // Whatever follows must be blank or a comment, that is, compile to nothing.
            var next: OpaquePointer?
            while let text = rest, text.pointee != 0, isSingle {
                isSingle = sqlite3_prepare_v2(connection, text, -1, &next, &rest) == SQLITE_OK && next == nil
                sqlite3_finalize(next)
            }
            return code
        }
        guard code == SQLITE_OK else { throw failure() }
        guard let statement else { throw Self.badQuery("the query is empty") }
        guard isSingle else {
            sqlite3_finalize(statement)
            throw LedgerError(
                .refused, "the query holds more than one statement", suggestion: "ask one question at a time")
        }
        guard sqlite3_stmt_readonly(statement) != 0 else {
            sqlite3_finalize(statement)
            throw Self.refusal
        }
        return statement
    }

    private static func cell(_ statement: OpaquePointer, _ column: Int32) -> String {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_NULL: return "NULL"
        case SQLITE_BLOB: return "<\(sqlite3_column_bytes(statement, column)) bytes>"
        default: return sqlite3_column_text(statement, column).map { String(cString: $0) } ?? ""
        }
    }

    /// Anything but a plain file could block, or be no database at all.
    private static func checkFile(at path: String) throws {
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
        switch attributes?[.type] as? FileAttributeType {
        case .typeRegular?: return
        case nil: throw LedgerError(.missing, "there is no database at \(path)", suggestion: "check the path")
        default: throw LedgerError(.cannotOpen, "\(path) is no file", suggestion: "name a database file")
        }
    }

    private func failure() -> any Error {
        if fence.hasRefused { return Self.refusal }
        let message = connection.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
        switch sqlite3_errcode(connection) & 0xff {
        case SQLITE_INTERRUPT: return interruption.error
        case SQLITE_NOTADB, SQLITE_CORRUPT:
            return LedgerError(.corrupt, "\(path) is damaged or is no SQLite database", suggestion: "check the path")
        case SQLITE_BUSY, SQLITE_LOCKED:
            return LedgerError(.locked, "another program holds \(path) locked", suggestion: "try again later")
        case SQLITE_CANTOPEN:
            return LedgerError(.cannotOpen, "\(path) cannot be opened", suggestion: "check its permissions")
        default: return Self.badQuery("the query failed: \(message)")
        }
    }

    private static func badQuery(_ message: String) -> LedgerError {
        LedgerError(
            .badQuery, message, suggestion: "`SELECT name, sql FROM sqlite_schema` shows the tables and their columns")
    }

    private static let refusal = LedgerError(
        .refused, "the query is refused: only statements that read from this one database are allowed",
        suggestion: "use SELECT")
}
