import GRDB

extension LedgerStore {
    /// The accepted prices, the oldest set first.
    public func priceSets() async throws(LedgerError) -> [PriceSet] {
        try await read("fetching the prices") { db in
            try Row.fetchAll(db, sql: "SELECT accepted_ms, source, document FROM price_sets ORDER BY id").map {
                PriceSet(acceptedAt: $0["accepted_ms"], source: $0["source"], document: $0["document"])
            }
        }
    }

    /// Adds a set of prices above all that are there: whole or, if that fails, not at all.
    public func accept(_ set: PriceSet) async throws(LedgerError) {
        try await write("saving the prices") { db in
            try db.execute(
                sql: "INSERT INTO price_sets (accepted_ms, source, document) VALUES (?, ?, ?)",
                arguments: [set.acceptedAt, set.source, set.document])
        }
    }
}
