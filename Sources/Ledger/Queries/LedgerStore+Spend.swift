import GRDB
import Planning

extension LedgerStore {
    /// What all recorded calls have cost, cancelled ones included, by one or several groupings; in
    /// order of the groups' names. Without a grouping, one line for everything.
    /// - Parameter since: the first day that counts, as in `2026-11-26`; nil for all of them.
    public func spend(
        by groupings: [SpendGrouping], since: String? = nil
    ) async throws(LedgerError) -> [SpendRow] {
        try await read("adding up the spend") { db in
            let columns = groupings.map(\.rawValue)
            let order = columns.isEmpty ? "" : columns.joined(separator: ", ")
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT
                        \(columns.map { $0 + ", " }.joined())
                        sum(calls) AS calls,
                        sum(cost_nanodollars) AS known,
                        sum(estimated_nanodollars) AS estimated,
                        sum(CASE WHEN standing NOT IN ('useful', 'open') THEN cost_nanodollars ELSE 0 END) AS wasted,
                        sum(unpriced_calls) AS unpriced,
                        sum(input_tokens) AS input_tokens,
                        sum(output_tokens) AS output_tokens
                    FROM v_spend_parts WHERE ?1 IS NULL OR day >= ?1
                    \(order.isEmpty ? "" : "GROUP BY \(order) ORDER BY \(order)")
                    """,
                arguments: [since])
            // Without a grouping SQL gives one row even of nothing.
            return rows.filter { $0["calls"] != nil }.map { row in
                SpendRow(
                    keys: columns.map { row[$0] }, calls: row["calls"],
                    spend: Spend(
                        known: Money(nanodollars: row["known"]), estimated: Money(nanodollars: row["estimated"]),
                        unpriced: row["unpriced"]),
                    wasted: Money(nanodollars: row["wasted"]), inputTokens: row["input_tokens"],
                    outputTokens: row["output_tokens"])
            }
        }
    }
}
