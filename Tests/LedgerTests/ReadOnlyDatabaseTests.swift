import Foundation
import GRDB
import Ledger
import TemporaryFolders
import Testing

struct ReadOnlyDatabaseTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("shop.db")
        let queue = try DatabaseQueue(path: path)
        try queue.write { db in
            try db.execute(
                sql: """
                    CREATE TABLE goods (id INTEGER PRIMARY KEY, name TEXT, price REAL, picture BLOB);
                    INSERT INTO goods VALUES (1, 'tea', 2.5, x'0011'), (2, 'salt' || char(10) || 'sea', NULL, NULL);
                    CREATE VIRTUAL TABLE texts USING fts5(body);
                    INSERT INTO texts VALUES ('the quick brown fox');
                    """)
        }
        try queue.close()
    }

    private func ask(
        _ sql: String, rows: Int = 10, bytes: Int = 10_000, timeout: Duration = .seconds(60)
    ) async throws -> String {
        try await ReadOnlyDatabase.query(path, sql, rowLimit: rows, byteLimit: bytes, timeout: timeout)
    }

    private func failure(_ sql: String, at other: String? = nil) async -> LedgerError.Code? {
        await #expect(throws: LedgerError.self) {
            try await ReadOnlyDatabase.query(
                other ?? path, sql, rowLimit: 10, byteLimit: 1000, timeout: .seconds(60))
        }?.code
    }

    @Test func aQuestionIsAnsweredAsATable() async throws {
        #expect(
            try await ask("SELECT * FROM goods ORDER BY id; -- that is all") == """
                id | name | price | picture
                1 | tea | 2.5 | <2 bytes>
                2 | salt\\nsea | NULL | NULL
                (2 rows)
                """)
    }

    #if os(Linux)
        /// Whoever checks a path and then opens it leaves time to exchange what it leads to.
        @Test func aFolderThatIsExchangedAfterTheCheckChangesNothing() async throws {
            let files = FileManager.default
            let inner = folder.file("inner")
            try files.createDirectory(atPath: inner, withIntermediateDirectories: false)
            let queue = try DatabaseQueue(path: "\(inner)/mine.db")
            // Its side files are found the same way.
            try await queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES ('mine')")
            }
            let checked = open(inner, O_RDONLY | O_DIRECTORY)
            defer { close(checked) }
            try files.moveItem(atPath: inner, toPath: folder.file("moved"))
            try files.createSymbolicLink(atPath: inner, withDestinationPath: "/")
            let answer = try await ReadOnlyDatabase.query(
                "/proc/self/fd/\(checked)/mine.db", "SELECT x FROM t", rowLimit: 1, byteLimit: 100,
                timeout: .seconds(60))
            #expect(answer == "x\nmine\n(1 row)")
            try queue.close()
        }
    #endif

    @Test func aLinkInThePlaceOfTheFileIsNotFollowed() async throws {
        try FileManager.default.createSymbolicLink(atPath: folder.file("link.db"), withDestinationPath: path)
        #expect(await failure("SELECT 1", at: folder.file("link.db")) == .cannotOpen)
    }

    @Test func limitsAreKeptAndTold() async throws {
        #expect(
            try await ask("SELECT id FROM goods", rows: 1)
                == "id\n1\n(1 row; more rows were left out: at most 1 are shown)")
        let text = try await ask("SELECT a.name FROM goods a, goods b, goods c", rows: 100, bytes: 40)
        #expect(text.contains("at most 40 bytes"))
    }

    @Test func theSchemaCanBeRead() async throws {
        #expect(try await ask("PRAGMA table_info(goods)").contains("price"))
        #expect(try await ask("SELECT count(*) FROM pragma_table_info('goods')").contains("4"))
        #expect(
            try await ask("WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n WHERE i < 3) SELECT i FROM n")
                .contains("(3 rows)"))
        #expect(try await ask("SELECT body FROM texts WHERE texts MATCH 'quick'").contains("fox"))
        #expect(try await ask("EXPLAIN QUERY PLAN SELECT * FROM goods").contains("SCAN"))
    }

    @Test(arguments: [
        "DELETE FROM goods", "INSERT INTO goods (name) VALUES ('x')", "UPDATE goods SET price = 0", "DROP TABLE goods",
        "CREATE TABLE x (y)", "CREATE TEMP TABLE x (y)", "ATTACH DATABASE '/tmp/other.db' AS other",
        "PRAGMA journal_mode = DELETE", "PRAGMA user_version = 3", "PRAGMA writable_schema = ON", "VACUUM",
        "VACUUM INTO '/tmp/copy.db'", "BEGIN", "REINDEX", "ANALYZE", "SELECT 1; SELECT 2",
        "SELECT 1; DELETE FROM goods",
        "DETACH DATABASE main", "SAVEPOINT a", "WITH x AS (SELECT 1) DELETE FROM goods",
    ])
    func whateverDoesMoreThanReadIsRefused(_ sql: String) async throws {
        #expect(await failure(sql) == .refused)
        #expect(try await ask("SELECT count(*) FROM goods").contains("2"))
    }

    @Test(arguments: [
        "", "  -- nothing", "SELEC 1", "SELECT * FROM nowhere", "SELECT load_extension('x')",
    ])
    func aWrongQuestionIsExplained(_ sql: String) async {
        #expect(await failure(sql) == .badQuery)
    }

    @Test func theSchemaItselfCannotBeEdited() async throws {
        #expect(await failure("UPDATE sqlite_master SET sql = ''") != nil)
        #expect(try await ask("SELECT sql FROM sqlite_master WHERE name = 'goods'").contains("price"))
    }

    @Test func aNullCharacterHidesNothing() async {
        #expect(await failure("SELECT 1 \0; DELETE FROM goods") == .badQuery)
    }

    @Test func aQueryWithoutEndIsStopped() async {
        let error = await #expect(throws: LedgerError.self) {
            try await ask(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
                timeout: .milliseconds(20))
        }
        #expect(error?.code == .timedOut)
    }

    @Test func aQueryThatNobodyWaitsForIsStopped() async {
        let query = Task { [path] in
            try await ReadOnlyDatabase.query(
                path, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
                rowLimit: 1, byteLimit: 100, timeout: .seconds(60))
        }
        query.cancel()
        await #expect(throws: CancellationError.self) { try await query.value }
    }

    @Test func whatIsNoDatabaseIsToldApart() async throws {
        try Data(repeating: 0x5a, count: 4096).write(to: URL(fileURLWithPath: folder.file("junk")))
        #expect(await failure("SELECT 1 FROM sqlite_schema", at: folder.file("junk")) == .corrupt)
        #expect(await failure("SELECT 1", at: folder.file("missing")) == .missing)
        #expect(await failure("SELECT 1", at: folder.path) == .cannotOpen)
        #expect(await failure("SELECT 1", at: "/dev/null") == .cannotOpen)
        #expect(!FileManager.default.fileExists(atPath: folder.file("missing")))
    }
}
