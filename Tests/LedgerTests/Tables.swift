import GRDB
@testable import Ledger
import Planning
import Testing

/// What the tables say about a run, to be held against what its events say.
struct Tables {
    private let store: LedgerStore
    private let run: RunID

    init(_ store: LedgerStore, _ run: RunID) {
        self.store = store
        self.run = run
    }

    func expectAgreement(with summary: RunSummary, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let rows = try store.pool.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM v_runs WHERE run = ?", arguments: [run.description])
                .map { try RunRecord($0, isLive: false) }
        }
        let record = try #require(rows.first, sourceLocation: sourceLocation)
        #expect(record.status == summary.status, sourceLocation: sourceLocation)
        #expect(record.steps == summary.steps.count, sourceLocation: sourceLocation)
        #expect(record.latency == summary.latency, sourceLocation: sourceLocation)
        #expect(record.spend == summary.spend, sourceLocation: sourceLocation)
        #expect(record.answer == summary.answer, sourceLocation: sourceLocation)

        let calls = try store.rows(
            """
            SELECT call, role, position, outcome, standing, cancel_reason, cost_nanodollars FROM calls
            WHERE run = '\(run)' ORDER BY call
            """)
        let expectedCalls = summary.calls.map { call in
            [
                "\(call.id)", call.role.rawValue, "\(call.position)", call.settlement?.outcome.rawValue ?? "NULL",
                call.standing?.rawValue ?? "NULL", call.cancelReason?.rawValue ?? "NULL",
                call.settlement?.cost.map { "\($0.nanodollars)" } ?? "NULL",
            ]
        }
        #expect(calls == expectedCalls, sourceLocation: sourceLocation)

        let steps = try store.rows("SELECT position, action, source FROM steps WHERE run = '\(run)' ORDER BY position")
        let expectedSteps = summary.steps.map { ["\($0.index)", $0.step.action.text, $0.source.rawValue] }
        #expect(steps == expectedSteps, sourceLocation: sourceLocation)

        let wasted = try store.rows("SELECT wasted_nanodollars FROM v_runs WHERE run = '\(run)'")
        #expect(wasted == [["\(summary.waste.known.nanodollars)"]], sourceLocation: sourceLocation)
    }
}
