import Foundation
import GRDB
@testable import Ledger
import TemporaryFolders
import Testing

struct OpeningTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func failure(opening path: String, creating: Bool = true) -> LedgerError? {
        #expect(throws: LedgerError.self) { try LedgerStore.forTesting(at: path, creating: creating) }
    }

    @Test func aNewRecordIsMadeWithItsFolderAndForItsOwnerAlone() throws {
        let path = folder.file("deeper/still/outrider.db")
        let store = try LedgerStore.forTesting(at: path)
        #expect(try store.rows("PRAGMA user_version") == [["\(LedgerSchema.version)"]])
        #expect(try store.rows("PRAGMA journal_mode") == [["wal"]])
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func aRecordIsOpenedAgainWithWhatIsInIt() async throws {
        var run = ImaginaryRun()
        run.step()
        let first = try LedgerStore.forTesting(at: folder.file())
        try await first.keep(run.events)
        try first.close()
        let again = try LedgerStore.forTesting(at: folder.file(), creating: false)
        #expect(try await again.events(of: run.id) == run.events)
    }

    @Test func aClosedRecordIsOneFile() async throws {
        let store = try LedgerStore.forTesting(at: folder.file())
        try await store.keep(ImaginaryRun().events)
        try store.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["outrider.db"])
        #expect(try await LedgerStore.forTesting(at: folder.file()).runs().count == 1)
    }

    /// Permissions do not bind root.
    @Test(.enabled(if: geteuid() != 0)) func aRecordThatMayNotBeWrittenCanStillBeRead() async throws {
        let store = try LedgerStore.forTesting(at: folder.file())
        try await store.keep(ImaginaryRun().events)
        try store.close()
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: folder.file())
        #expect(failure(opening: folder.file())?.code == .readOnly)
        let reader = try LedgerStore.forTesting(at: folder.file(), creating: false)
        #expect(try await reader.runs().count == 1)
        let error = await #expect(throws: LedgerError.self) { try await reader.keep(ImaginaryRun(2).events) }
        #expect(error?.code == .readOnly)
    }

    @Test func aMissingRecordIsNotMadeByAReader() {
        #expect(failure(opening: folder.file(), creating: false)?.code == .missing)
        #expect(!FileManager.default.fileExists(atPath: folder.file()))
    }

    @Test func aFolderIsNoRecord() {
        #expect(failure(opening: folder.path)?.code == .cannotOpen)
    }

    @Test func aFileInPlaceOfAFolderIsToldOf() throws {
        try Data().write(to: URL(fileURLWithPath: folder.file("file")))
        #expect(failure(opening: folder.file("file/outrider.db"))?.code == .readOnly)
    }

    #if os(Linux)
        /// Not even root may make a file there.
        @Test func aFolderThatCannotBeWrittenIsToldOf() {
            #expect(failure(opening: "/proc/outrider.db")?.code == .readOnly)
            #expect(failure(opening: "/proc/outrider/outrider.db")?.code == .readOnly)
        }
    #endif

    @Test func garbageIsNoDatabase() throws {
        let garbage = Data((0..<8192).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) })
        try garbage.write(to: URL(fileURLWithPath: folder.file()))
        let error = failure(opening: folder.file())
        #expect(error?.code == .corrupt)
        #expect(error?.description.contains(folder.file()) == true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file())) == garbage)
    }

    @Test func aDamagedRecordIsToldOf() async throws {
        var run = ImaginaryRun()
        for _ in 1...40 { run.step() }
        let events = run.events
        do {
            let store = try LedgerStore.forTesting(at: folder.file())
            try await store.keep(events)
            try await store.pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
            try store.pool.close()
        }
        var content = try Data(contentsOf: URL(fileURLWithPath: folder.file()))
        for index in 4096..<content.count { content[index] = 0x5a }
        try content.write(to: URL(fileURLWithPath: folder.file()))
        let error = await #expect(throws: LedgerError.self) {
            try await LedgerStore.forTesting(at: folder.file()).summary(of: run.id)
        }
        #expect(error?.code == .corrupt)
    }

    @Test func theDatabaseOfAnotherProgramIsLeftAlone() throws {
        let other = try DatabaseQueue(path: folder.file())
        try other.write { try $0.execute(sql: "CREATE TABLE recipes (name TEXT)") }
        try other.close()
        #expect(failure(opening: folder.file())?.code == .foreign)
        let again = try DatabaseQueue(path: folder.file())
        #expect(try again.read { try String.fetchAll($0, sql: "SELECT name FROM sqlite_schema") } == ["recipes"])
    }

    @Test func aNewerSchemaIsLeftAlone() throws {
        let store = try LedgerStore.forTesting(at: folder.file())
        try store.pool.write { try $0.execute(sql: "PRAGMA user_version = \(LedgerSchema.version + 1)") }
        let error = failure(opening: folder.file())
        #expect(error?.code == .newerSchema)
        #expect(error?.suggestion?.contains("update") == true)
    }

    @Test func aLockedRecordIsToldOf() throws {
        let other = try DatabaseQueue(path: folder.file())
        try other.inDatabase { db in
            try db.execute(sql: "BEGIN EXCLUSIVE")
            #expect(failure(opening: folder.file())?.code == .locked)
            try db.execute(sql: "ROLLBACK")
        }
        _ = try LedgerStore.forTesting(at: folder.file())
    }

    @Test func manyMayMakeTheSameRecordAtOnce() async throws {
        let path = folder.file()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...8 {
                group.addTask { _ = try LedgerStore.forTesting(at: path, patience: .seconds(600)) }
            }
            try await group.waitForAll()
        }
        let store = try LedgerStore.forTesting(at: path)
        #expect(try store.rows("SELECT count(*) FROM sqlite_schema WHERE name = 'runs'") == [["1"]])
    }
}
