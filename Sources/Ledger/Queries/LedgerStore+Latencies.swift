import GRDB
import Planning

extension LedgerStore {
    /// How long the last calls of a model took that came to their end, in the last runs in which it verified, the
    /// oldest call first; at most 128. Calls that were made beside others are left out.
    public func latencies(ofVerifier model: String) async throws(LedgerError) -> [Duration] {
        try await read("reading how long calls took") { db in
            let nanoseconds = try Int64.fetchAll(
                db,
                sql: """
                    SELECT finished_ns - started_ns FROM calls
                    WHERE run IN (SELECT run FROM runs WHERE verifier = ? ORDER BY started_ms DESC LIMIT 64)
                        AND role = ? AND outcome = ? AND purpose <> ?
                    ORDER BY started_ms DESC, call DESC LIMIT 128
                    """,
                arguments: [
                    model, AgentRole.verifier.rawValue, CallSettlement.Outcome.finished.rawValue,
                    CallAnnouncement.hedge,
                ])
            return nanoseconds.reversed().map { .nanoseconds($0) }
        }
    }
}
