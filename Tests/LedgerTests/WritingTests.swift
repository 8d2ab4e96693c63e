import Foundation
import GRDB
@testable import Ledger
import Planning
import TemporaryFolders
import Testing

struct WritingTests {
    private let folder: TemporaryFolder
    private let store: LedgerStore

    init() throws {
        folder = try TemporaryFolder()
        store = try LedgerStore.forTesting(at: folder.file())
    }

    @Test func afterEachFlushAnotherProcessReadsEverything() async throws {
        var run = ImaginaryRun()
        run.step()
        run.step(agreeing: false)
        run.finish()
        let writer = store.writer()
        let reader = try DatabaseQueue(path: folder.file())
        for (index, event) in run.events.enumerated() {
            writer.record(event)
            try await writer.flush()
            let names = try await reader.read { db in
                try String.fetchAll(db, sql: "SELECT event FROM events ORDER BY sequence")
            }
            #expect(names == run.events.prefix(index + 1).map(\.name))
        }
    }

    @Test func whatIsReadIsWhatWasRecorded() async throws {
        var run = ImaginaryRun()
        run.step()
        run.finish(answer: "all\ndone \"here\"")
        try await store.keep(run.events)
        #expect(try await store.events(of: run.id) == run.events)
        #expect(try await store.summary(of: run.id) == run.summary)
    }

    @Test func aFlushOfNothingReturns() async throws {
        let writer = store.writer()
        try await writer.flush()
        #expect(writer.failure == nil)
    }

    @Test func downstreamSeesOnlyWhatIsInTheDatabase() async throws {
        var run = ImaginaryRun()
        for _ in 1...5 { run.step() }
        let sink = CollectingSink()
        let writer = store.writer(downstream: sink)
        for event in run.events { writer.record(event) }
        try await writer.flush()
        #expect(sink.events == run.events)
    }

    /// What a killed process leaves behind is what is in the files at that moment.
    @Test func aCopyOfTheFilesInMidRunIsAWholeRecord() async throws {
        var run = ImaginaryRun()
        for _ in 1...6 { run.step() }
        let writer = store.writer()
        for (index, event) in run.events.enumerated() {
            writer.record(event)
            guard index % 7 == 0 else { continue }
            try await writer.flush()
            let copy = folder.file("copy-\(index).db")
            for side in ["", "-wal"] {
                try FileManager.default.copyItem(atPath: folder.file() + side, toPath: copy + side)
            }
            let survivor = try LedgerStore.forTesting(at: copy)
            #expect(try await survivor.events(of: run.id) == Array(run.events.prefix(index + 1)))
            try Tables(survivor, run.id).expectAgreement(with: RunSummary(run.events.prefix(index + 1)))
        }
    }

    @Test func aTornLogLosesOnlyItsEnd() async throws {
        var run = ImaginaryRun()
        for _ in 1...6 { run.step() }
        let writer = store.writer()
        for event in run.events {
            writer.record(event)
            try await writer.flush()
        }
        let log = try Data(contentsOf: URL(fileURLWithPath: folder.file() + "-wal"))
        for part in stride(from: log.count / 4, to: log.count, by: log.count / 4) {
            let copy = folder.file("torn-\(part).db")
            try FileManager.default.copyItem(atPath: folder.file(), toPath: copy)
            try log.prefix(part).write(to: URL(fileURLWithPath: copy + "-wal"))
            let survivor = try LedgerStore.forTesting(at: copy)
            let events = try await survivor.events(of: run.id)
            #expect(events == Array(run.events.prefix(events.count)))
            #expect(!events.isEmpty)
            try Tables(survivor, run.id).expectAgreement(with: RunSummary(events))
        }
    }

    @Test func manyRunsOfSeveralProcessesGoIntoOneRecord() async throws {
        let path = folder.file()
        let runs = (1...12).map { number in
            var run = ImaginaryRun(UInt64(number), startedAt: 1_750_000_000_000 + Int64(number))
            for _ in 1...10 { run.step(agreeing: number.isMultiple(of: 2)) }
            run.finish()
            return run
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for part in 0..<3 {
                group.addTask {
                    let store = try LedgerStore.forTesting(at: path, patience: .seconds(600))
                    let writer = store.writer()
                    let mine = runs.indices.filter { $0 % 3 == part }.map { runs[$0] }
                    for index in 0..<mine[0].events.count {
                        for run in mine { writer.record(run.events[index]) }
                        if index.isMultiple(of: 9) { try await writer.flush() }
                    }
                    try await writer.flush()
                }
            }
            try await group.waitForAll()
        }
        for run in runs {
            #expect(try await store.events(of: run.id) == run.events)
            try Tables(store, run.id).expectAgreement(with: run.summary)
        }
    }

    @Test func manyRunsShareOneWriter() async throws {
        let writer = store.writer()
        let runs = (1...8).map { number in
            var run = ImaginaryRun(UInt64(number))
            for _ in 1...20 { run.step() }
            return run
        }
        await withTaskGroup { group in
            for run in runs {
                group.addTask { for event in run.events { writer.record(event) } }
                group.addTask { try? await writer.flush() }
            }
        }
        try await writer.flush()
        for run in runs { #expect(try await store.events(of: run.id) == run.events) }
    }
}
