import Foundation
import GRDB
@testable import Ledger
import Planning
import Processes
import TemporaryFolders
import Testing

/// What is kept as sums has to be what the calls add up to, at every moment.
struct TotalsTests {
    private let folder: TemporaryFolder
    private let store: LedgerStore

    /// What the calls themselves add up to, in the order of ``kept``.
    private static let counted = """
        SELECT date(calls.started_ms / 1000, 'unixepoch') AS day, model, agent, role, coalesce(outcome, 'open') AS outcome,
            coalesce(standing, 'open') AS standing, count(*), coalesce(sum(cost_nanodollars), 0),
            coalesce(sum(CASE WHEN provenance = 'estimated' THEN cost_nanodollars END), 0),
            sum(outcome IS NOT NULL AND cost_nanodollars IS NULL), coalesce(sum(output_tokens), 0)
        FROM calls JOIN runs ON runs.run = calls.run GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
        """
    private static let kept = """
        SELECT day, model, agent, role, outcome, standing, sum(calls), sum(cost_nanodollars), sum(estimated_nanodollars),
            sum(unpriced_calls), sum(output_tokens)
        FROM v_spend_parts GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
        """

    init() throws {
        folder = try TemporaryFolder()
        store = try LedgerStore.forTesting(at: folder.file())
    }

    private func expectAgreement(sourceLocation: SourceLocation = #_sourceLocation) throws {
        #expect(try store.rows(Self.kept) == store.rows(Self.counted), sourceLocation: sourceLocation)
    }

    /// A run that was stopped with a call still open, and one that was cut off.
    private func stopped(_ number: UInt64) -> ImaginaryRun {
        var run = ImaginaryRun(number)
        run.step()
        let cut = run.start(.verifier, at: 2)
        run.settle(cut, .cancelled, cost: 40, provenance: .estimated)
        run.resolve(cut, .unused)
        run.start(.drafter, at: 2)
        run.finish(.interrupted, answer: nil)
        return run
    }

    @Test func sumsFollowARunThroughItsEndItsResumptionAndItsEnd() async throws {
        var other = ImaginaryRun(9, agent: "math")
        other.step(cost: nil)
        try await store.keep(other.events)
        var run = stopped(1)
        try await store.keep(run.events)
        try expectAgreement()
        let first = run.events.count
        run.resume()
        run.step(agreeing: false)
        try await store.keep(run.events[first...])
        try expectAgreement()
        #expect(try store.rows("SELECT count(*) FROM spend_totals") == [["0"]])
        let second = run.events.count
        run.finish()
        try await store.keep(run.events[second...])
        try expectAgreement()
        #expect(try store.rows("SELECT count(*) > 0 FROM spend_totals") == [["1"]])
    }

    @Test func anOlderFileGetsItsSums() async throws {
        let path = folder.file("older.db")
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let pool = try DatabasePool(path: path, configuration: configuration)
        let version = try #require(LedgerSchema.migrations.firstIndex(of: LedgerSchema.totals))
        try await pool.write { db in
            for migration in LedgerSchema.migrations.prefix(version) { try db.execute(sql: migration) }
            try db.execute(
                sql: "PRAGMA application_id = \(LedgerSchema.applicationID); PRAGMA user_version = \(version)")
        }
        var open = ImaginaryRun(2)
        open.step()
        try await pool.write { [events = stopped(1).events + open.events] db in
            // Not the writer, which keeps sums that a file of then has not.
            var writing = EventWriting(db, process: .current, projections: [:], followsTime: false)
            for event in events { try writing.write(event) }
        }
        try pool.close()
        let newer = try LedgerStore.forTesting(at: path)
        #expect(try newer.rows(Self.kept) == newer.rows(Self.counted))
        #expect(try newer.rows("SELECT sum(calls) FROM spend_totals") == [["4"]])
        #expect(try newer.rows("SELECT steps FROM day_spend") == [["2"]])
    }
}
