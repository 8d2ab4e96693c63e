@testable import Ledger
import Planning
import TemporaryFolders
import Testing

/// The tables must say what the events say, whatever happens in a run.
struct ProjectionTests {
    private let folder: TemporaryFolder
    private let store: LedgerStore

    init() throws {
        folder = try TemporaryFolder()
        store = try LedgerStore.forTesting(at: folder.file())
    }

    @Test(arguments: 1...60) func randomRunsReadTheSameInTablesAndEvents(_ seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        var run = ImaginaryRun(seed)
        var open: [CallID] = []
        var unresolved: [CallID] = []
        for _ in 1...80 {
            run.wait(.microseconds(Int64.random(in: 1...9000, using: &generator)))
            switch Int.random(in: 1...11, using: &generator) {
            case 1...3:
                let call = run.start(
                    AgentRole.allCases.randomElement(using: &generator) ?? .verifier,
                    at: Int.random(in: 1...4, using: &generator), reserving: Bool.random(using: &generator) ? 900 : nil)
                open.append(call)
                unresolved.append(call)
            case 4...5:
                guard let call = open.randomElement(using: &generator) else { continue }
                // Now and then a call is settled a second time, which changes nothing.
                if Int.random(in: 1...4, using: &generator) > 1 { open.removeAll { $0 == call } }
                let outcome = [CallSettlement.Outcome.finished, .failed, .cancelled].randomElement(using: &generator)
                run.settle(
                    call, outcome ?? .finished, cost: Bool.random(using: &generator) ? 70 : nil,
                    provenance: outcome == .cancelled ? .estimated : .reported)
            case 6:
                guard let call = unresolved.randomElement(using: &generator) else { continue }
                unresolved.removeAll { $0 == call }
                run.resolve(call, CallStanding.allCases.randomElement(using: &generator) ?? .useful)
            case 7:
                run.cancel(
                    Int.random(in: 1...4, using: &generator),
                    [RunEvent.Work.draft, .verification, .execution].randomElement(using: &generator) ?? .draft,
                    CancelReason.allCases.randomElement(using: &generator) ?? .disagreed)
            case 8...9:
                run.commit(
                    Action(tool: "pick"), source: Bool.random(using: &generator) ? .drafted : .verifier,
                    cost: Bool.random(using: &generator) ? 5 : nil)
            case 10:
                run.step(agreeing: Bool.random(using: &generator))
            default:
                let committed = run.summary.steps.count
                run.resume(keeping: Int.random(in: max(0, committed - 1)...committed, using: &generator))
                (open, unresolved) = ([], [])
            }
        }
        if Bool.random(using: &generator) { run.finish(RunStatus.allCases.randomElement(using: &generator) ?? .limit) }

        // In pieces of any size, as the writer happens to find them.
        let writer = store.writer()
        for event in run.events {
            writer.record(event)
            if Int.random(in: 1...10, using: &generator) == 1 { try await writer.flush() }
        }
        try await writer.flush()
        try Tables(store, run.id).expectAgreement(with: run.summary)
        #expect(try await store.events(of: run.id) == run.events)
    }

    @Test func theViewsSpeakInTimesAndDollars() async throws {
        var run = ImaginaryRun()
        run.wait(.milliseconds(877))
        run.step(cost: 41_200_000)
        run.finish()
        try await store.keep(run.events)

        #expect(
            try store.rows("SELECT started, latency_s, cost_usd, cost_estimated_usd, steps, calls FROM v_runs")
                == [["2025-06-15T15:06:40.123Z", "1.077", "0.04532", "0.0", "1", "2"]])
        #expect(
            try store.rows("SELECT started, first_token_s, duration_s, cost_usd, input_tokens, acceptance FROM v_calls")
                == [
                    ["2025-06-15T15:06:41.000Z", "0.005", "0.05", "0.0412", "500", "0.9"],
                    ["2025-06-15T15:06:41.000Z", "0.005", "0.05", "0.00412", "500", "0.9"],
                ])
        #expect(
            try store.rows("SELECT committed, tool, arguments, source, verifier_cost_usd FROM v_steps")
                == [["2025-06-15T15:06:41.200Z", "pick-up", #"{"block":"b1"}"#, "drafted", "0.0412"]])
        #expect(
            try store.rows("SELECT day, model, cost_usd, calls FROM v_spend")
                == [["2025-06-15", "lab/large", "0.0412", "1"], ["2025-06-15", "lab/small", "0.00412", "1"]])
    }

    @Test func aResumedRunShowsTheTimeOnTheWall() async throws {
        var run = ImaginaryRun()
        run.wait(.seconds(10))
        run.resume()
        run.wait(.seconds(1))
        run.start(.verifier, at: 1)
        try await store.keep(run.events)
        #expect(
            try store.rows("SELECT started_ms, started_ns FROM calls") == [
                ["\(run.startedAt + 3_601_000)", "11000000000"]
            ])
    }

    @Test func theRowsTellWhatDraftsWereThoughtToBeWorthAndWhatAuditsSaid() async throws {
        var run = ImaginaryRun()
        run.wait(.seconds(1))
        let good = Action(tool: "pick-up", arguments: ["block": "a"])
        let call = run.start(.scorer, at: 1)
        run.settle(call)
        run.append(
            .scored(
                .init(
                    position: 1, prefix: "cbf2", action: good, score: 0.8, threshold: 0.7, isKept: true, reason: "high",
                    calls: [call])))
        run.append(
            .scored(.init(position: 2, prefix: "00ff", action: good, score: nil, isKept: false, reason: "no score")))
        run.commit(good, source: .drafted, cost: 0)
        let audit = run.start(.verifier, at: 1)
        run.settle(audit)
        run.append(.audited(.init(position: 1, action: Action(tool: "put-down"), agrees: false, calls: [audit])))
        try await store.keep(run.events)
        #expect(
            try store.rows("SELECT position, prefix, scored_ns, score, threshold, is_kept, reason FROM scores")
                == [
                    ["1", "cbf2", "1000000000", "0.8", "0.7", "1", "high"],
                    ["2", "00ff", "1000000000", "NULL", "NULL", "0", "no score"],
                ])
        #expect(try store.rows("SELECT position, action, agrees FROM audits") == [["1", "put-down", "0"]])
        #expect(try store.rows("SELECT action FROM calls WHERE role = 'verifier'") == [["put-down"]])
    }

    @Test func theRowsTellWhatWasDoneAndDecided() async throws {
        var run = ImaginaryRun()
        run.step()
        try await store.keep(run.events)
        #expect(
            try store.rows("SELECT position, early, tool, observation, duration_ns FROM executions")
                == [["1", "1", "pick-up", "The hand holds b1.", "40000"]])
        #expect(
            try store.rows("SELECT position, depth, acceptance, survival, threshold, reason FROM decisions")
                == [["1", "2", "0.9", "0.8", "0.3", "worth it"]])
        #expect(
            try store.rows("SELECT action, request_id, attempts, prefix FROM calls WHERE role = 'drafter'")
                == [[#"pick-up{"block":"b1"}"#, "req-2", "1", "cbf29ce484222325"]])
        #expect(
            try store.rows("SELECT seed, options, max_cost_nanodollars FROM runs") == [
                ["18446744073709551615", #"{"agentFile":"a.yaml"}"#, "1000000000"]
            ])
    }
}
