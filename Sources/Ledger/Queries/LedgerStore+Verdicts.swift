import Foundation
import GRDB
public import Planning

extension LedgerStore {
    /// What runs of an agent with this drafter and this verifier tell of drafts and of what the verifier did: the
    /// events of one run after the other, the oldest run first. Of the newest runs, as many as together have at
    /// most `steps` committed steps.
    public func verdicts(under key: KnowledgeKey, steps: Int) async throws(LedgerError) -> [[RunEvent]] {
        try await read("reading earlier verdicts") { db in
            var left = steps
            var runs: [[RunEvent]] = []
            let names = try Row.fetchCursor(
                db,
                sql: """
                    SELECT runs.run, (SELECT COUNT(*) FROM steps WHERE steps.run = runs.run) AS steps FROM runs
                    WHERE agent = ? AND drafter = ? AND verifier = ? ORDER BY started_ms DESC, run DESC
                    """,
                arguments: [key.agent, key.drafter, key.verifier])
            while let row = try names.next() {
                left -= row["steps"] as Int
                guard left >= 0 else { break }
                let lines = try Data.fetchAll(
                    db,
                    sql: """
                        SELECT CAST(payload AS BLOB) FROM events WHERE run = ? AND event IN
                        ('started', 'resumed', 'drafted', 'scored', 'judged', 'audited', 'committed') ORDER BY sequence
                        """,
                    arguments: [row["run"] as String])
                // What cannot be read teaches nothing, and fails no run.
                let events = lines.compactMap { try? RunEvent(jsonLine: $0) }
                if events.count == lines.count { runs.append(events) }
            }
            return runs.reversed()
        }
    }
}
