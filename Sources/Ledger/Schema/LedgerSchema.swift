/// The tables and views of the record, and how an older file becomes a current one.
///
/// The page `docs/ledger.md` shows the current schema; a test holds the two together.
enum LedgerSchema {
    /// Marks a SQLite file as ours: “OUTR” in ASCII.
    static let applicationID: Int32 = 0x4f55_5452

    /// What each version adds to the one before; the first makes an empty file version 1. A version
    /// that has been released is never edited again.
    static let migrations = [
        tables + views, knowledge, experience, scores, unaided, daySpend, batches, earlyCalls, prices, totals,
        dayTime,
    ]

    /// The version that this program writes.
    static var version: Int { migrations.count }
}
