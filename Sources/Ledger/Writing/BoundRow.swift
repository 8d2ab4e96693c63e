import GRDB
import GRDBSQLite
import Planning

/// The values of one statement, bound in the order in which they are given.
///
/// Straight on SQLite's own calls: on the path of every event GRDB's argument lists would cost
/// more than the insertion itself.
struct BoundRow {
    private let statement: OpaquePointer
    private var index: Int32 = 0

    fileprivate init(_ statement: OpaquePointer) {
        self.statement = statement
    }

    mutating func bind(_ value: Int64?) {
        index += 1
        // Binding cannot fail: the index is checked below, and a failed allocation shows in the step.
        if let value { sqlite3_bind_int64(statement, index, value) } else { sqlite3_bind_null(statement, index) }
    }

    mutating func bind(_ value: Int?) {
        bind(value.map(Int64.init))
    }

    mutating func bind(_ value: Bool) {
        bind(value ? 1 : Int64(0))
    }

    mutating func bind(_ value: Double?) {
        index += 1
        if let value { sqlite3_bind_double(statement, index, value) } else { sqlite3_bind_null(statement, index) }
    }

    mutating func bind(_ value: Money?) {
        bind(value?.nanodollars)
    }

    mutating func bind(_ value: Duration?) {
        bind(value?.nanoseconds)
    }

    mutating func bind(_ value: String?) {
        guard var value else {
            index += 1
            sqlite3_bind_null(statement, index)
            return
        }
        value.withUTF8 { bind($0) }
    }

    mutating func bind(_ value: [UInt8]) {
        value.withUnsafeBufferPointer { bind($0) }
    }

    private mutating func bind(_ characters: UnsafeBufferPointer<UInt8>) {
        index += 1
        // The last argument is SQLITE_TRANSIENT, which C defines as a cast that Swift cannot import:
        // SQLite makes its own copy.
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        let start = UnsafeRawPointer(characters.baseAddress)?.assumingMemoryBound(to: CChar.self)
        // A nil pointer would bind NULL instead of an empty text.
        guard let start else {
            sqlite3_bind_text(statement, index, "", 0, transient)
            return
        }
        sqlite3_bind_text64(
            statement, index, start, sqlite3_uint64(characters.count), transient, UInt8(SQLITE_UTF8))
    }

    fileprivate var isComplete: Bool { index == sqlite3_bind_parameter_count(statement) }
}

extension Database {
    /// Runs a statement that returns nothing; it stays compiled for the next time.
    func run(_ sql: String, _ bind: (inout BoundRow) -> Void) throws {
        let statement = try cachedStatement(sql: sql).sqliteStatement
        var row = BoundRow(statement)
        bind(&row)
        assert(row.isComplete, "every value of \(sql) is bound")
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        guard sqlite3_step(statement) != SQLITE_DONE else { return }
        let code = sqlite3_extended_errcode(sqliteConnection)
        throw DatabaseError(
            resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(sqliteConnection)), sql: sql
        )
    }
}
