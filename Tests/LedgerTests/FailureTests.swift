import Foundation
import GRDB
@testable import Ledger
import Planning
import Synchronization
import TemporaryFolders
import Testing

struct FailureTests {
    private let folder: TemporaryFolder
    private let store: LedgerStore

    init() throws {
        folder = try TemporaryFolder()
        store = try LedgerStore.forTesting(at: folder.file())
    }

    /// The room that SQLite allows itself stands in for the room on a disk.
    /// Leaves room for so many pages beside those that are taken.
    private func limitSize(toFurtherPages pages: Int) throws {
        try store.pool.writeWithoutTransaction { db in
            let taken = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(taken + pages)")
        }
    }

    @Test func aFullDiskKeepsWhatFitAndTellsOfTheRest() async throws {
        var run = ImaginaryRun()
        for _ in 1...60 { run.step() }
        run.finish()
        try limitSize(toFurtherPages: 8)
        let sink = CollectingSink()
        let failures = Mutex<[LedgerError]>([])
        let writer = store.writer(downstream: sink) { failure in failures.withLock { $0.append(failure) } }
        for event in run.events { writer.record(event) }
        let error = await #expect(throws: LedgerError.self) { try await writer.flush() }
        #expect(error?.code == .diskFull)
        #expect(writer.failure?.code == .diskFull)
        #expect(failures.withLock { $0.count } == 1)

        let kept = try await store.events(of: run.id)
        #expect(kept.count > 50 && kept.count < run.events.count)
        #expect(kept == Array(run.events.prefix(kept.count)))
        #expect(sink.events == kept)
        try Tables(store, run.id).expectAgreement(with: RunSummary(kept))

        // Again and again, as long as there is no room.
        await #expect(throws: LedgerError.self) { try await writer.flush() }
        try limitSize(toFurtherPages: 100_000)
        try await writer.flush()
        #expect(writer.failure == nil)
        #expect(try await store.events(of: run.id) == run.events)
        #expect(sink.events == run.events)
        try Tables(store, run.id).expectAgreement(with: run.summary)
    }

    @Test func theFailureIsReportedBeforeWhoeverWaitsLearnsOfIt() async throws {
        var run = ImaginaryRun()
        for _ in 1...60 { run.step() }
        try limitSize(toFurtherPages: 8)
        let hasReturned = Mutex(false)
        let returnedBefore = Mutex<Bool?>(nil)
        let writer = store.writer { _ in
            // Time enough for whoever had been told too early.
            for _ in 1...10_000 where !hasReturned.withLock(\.self) { sched_yield() }
            returnedBefore.withLock { $0 = hasReturned.withLock(\.self) }
        }
        for event in run.events { writer.record(event) }
        await #expect(throws: LedgerError.self) { try await writer.flush() }
        hasReturned.withLock { $0 = true }
        #expect(returnedBefore.withLock(\.self) == false)
    }

    @Test func whoWatchesTheRecordIsToldAtOnceThatItBreaks() async throws {
        var run = ImaginaryRun()
        for _ in 1...60 { run.step() }
        try limitSize(toFurtherPages: 8)
        let writer = store.writer()
        async let breakdown = writer.breakdown()
        for event in run.events { writer.record(event) }
        #expect((await breakdown as? LedgerError)?.code == .diskFull)
        // Whoever comes later is told as well.
        #expect((await writer.breakdown() as? LedgerError)?.code == .diskFull)
    }

    @Test func whoWatchesTheRecordCanStopWatching() async {
        let writer = store.writer()
        let breakdown = await withTaskGroup(of: Bool.self) { group in
            group.addTask { await writer.breakdown() == nil }
            await Task.yield()
            group.cancelAll()
            return await group.next()
        }
        #expect(breakdown == true)
    }

    @Test func aLockedRecordIsWrittenOnceTheLockIsGone() async throws {
        var run = ImaginaryRun()
        run.step()
        let writer = store.writer()
        writer.record(run.events[0])
        try await writer.flush()

        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: folder.file(), configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        for event in run.events.dropFirst() { writer.record(event) }
        let error = await #expect(throws: LedgerError.self) { try await writer.flush() }
        #expect(error?.code == .locked)
        #expect(try await store.events(of: run.id).count == 1)

        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try await writer.flush()
        #expect(try await store.events(of: run.id) == run.events)
    }

    @Test func twoThatWriteTheSameRunDoNotMixIt() async throws {
        var run = ImaginaryRun()
        run.step()
        try await store.keep(run.events)
        let error = await #expect(throws: LedgerError.self) { try await store.keep(run.events.suffix(2)) }
        #expect(error?.code == .conflict)
        #expect(try await store.events(of: run.id) == run.events)
    }

    @Test func everyFailureSaysWhereAndWhatToDo() async throws {
        let codes: [ResultCode] = [
            .SQLITE_BUSY, .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FULL, .SQLITE_READONLY, .SQLITE_CANTOPEN,
            .SQLITE_IOERR, .SQLITE_IOERR_SHMSIZE, .SQLITE_CONSTRAINT,
        ]
        for code in codes {
            let error = LedgerError(DatabaseError(resultCode: code), "recording the run", at: "/somewhere/a.db")
            #expect(error.code != .unexpected, "\(code)")
            #expect(error.description.contains("/somewhere/a.db"), "\(code)")
            #expect(error.description.contains("recording the run"), "\(code)")
            #expect(error.suggestion != nil, "\(code)")
        }
        #expect(LedgerError(DatabaseError(resultCode: .SQLITE_MISUSE), "x", at: "y").code == .unexpected)
    }
}
