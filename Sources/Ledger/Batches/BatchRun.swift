import GRDB
public import Planning

/// The run of one task of a batch.
public struct BatchRun: Sendable, Hashable {
    /// The task's name in the batch.
    public let name: String
    /// The run. One that is `running` and not live was killed.
    public let record: RunRecord
    /// Whose limit ended it, if one did.
    public let limit: LimitReached.Scope?
    /// The tokens of its settled calls.
    public let tokens: Int
    /// The actions, one a line, without the one that finishes.
    public let plan: String

    init(_ row: Row) throws {
        record = try RunRecord(row, isLive: false)
        name = row["batch_task"]
        tokens = row["tokens"]
        plan = row["plan"] ?? ""
        let scope: String? = row["scope"]
        limit = record.status == .limit ? scope.flatMap(LimitReached.Scope.init) ?? .run : nil
    }
}
