import Foundation
import GRDB
public import Planning
import Processes

extension LedgerStore {
    /// The runs, the newest first.
    public func runs(limit: Int = 50) async throws(LedgerError) -> [RunRecord] {
        try await read("listing the runs") { db in
            let owners = try Self.owners(db)
            return try Row.fetchAll(
                db, sql: "SELECT * FROM v_runs ORDER BY started_ms DESC, run DESC LIMIT ?", arguments: [limit]
            ).map { try RunRecord($0, isLive: owners[$0["run"]]?.isAlive ?? false) }
        }
    }

    /// The run with this name, or the only one whose name begins so.
    /// - Throws: ``LedgerError``, unknownRun or ambiguousRun among others.
    public func run(named name: String) async throws(LedgerError) -> RunID {
        let found = try await read("looking up the run") { db in
            // Compared as a range and not as a pattern: nothing in the name can be a wildcard.
            let prefix = name.uppercased()
            return try String.fetchAll(
                db, sql: "SELECT run FROM runs WHERE run >= ? AND run < ? ORDER BY run LIMIT 2",
                arguments: [prefix, prefix + "\u{10ffff}"])
        }
        guard let first = found.first.flatMap(RunID.init), !name.isEmpty else {
            throw LedgerError(
                .unknownRun, "there is no run “\(name)” in \(path)", suggestion: "`outrider runs` lists them")
        }
        guard found.count == 1 else {
            throw LedgerError(
                .ambiguousRun, "several runs begin with “\(name)”", suggestion: "give more of the name")
        }
        return first
    }

    /// The events of a run, in order; none for a run that does not exist.
    /// - Parameter sequence: the last event that is not asked for.
    public func events(of run: RunID, after sequence: Int = 0) async throws(LedgerError) -> [RunEvent] {
        try await read("reading the run") { try Self.events(of: run, after: sequence, in: $0) }
    }

    /// All there is to show of a run.
    /// - Throws: ``LedgerError``, unknownRun among others.
    public func summary(of run: RunID) async throws(LedgerError) -> RunSummary {
        try await history(of: run).summary
    }

    /// The events of a run, in order, and all there is to show of them.
    /// - Throws: ``LedgerError``, unknownRun among others.
    public func history(of run: RunID) async throws(LedgerError) -> (events: [RunEvent], summary: RunSummary) {
        let events = try await events(of: run)
        let summary = RunSummary(events)
        guard summary.header != nil else { throw Self.unknown(run, at: path) }
        return (events, summary)
    }

    /// Whether a living process carries the run out at this moment.
    public func isLive(_ run: RunID) async throws(LedgerError) -> Bool {
        try await read("looking up the run") { try Self.owners($0)[run.description]?.isAlive ?? false }
    }

    static func events(of run: RunID, after sequence: Int = 0, in db: Database) throws -> [RunEvent] {
        try Data.fetchAll(
            db, sql: "SELECT CAST(payload AS BLOB) FROM events WHERE run = ? AND sequence > ? ORDER BY sequence",
            arguments: [run.description, sequence]
        ).map { line in
            do {
                return try RunEvent(jsonLine: line)
            } catch {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "an event that cannot be read")
            }
        }
    }

    static func unknown(_ run: RunID, at path: String) -> LedgerError {
        LedgerError(.unknownRun, "there is no run \(run) in \(path)", suggestion: "`outrider runs` lists them")
    }

    static func owners(_ db: Database) throws -> [String: ProcessIdentity] {
        try Row.fetchAll(db, sql: "SELECT * FROM owners").reduce(into: [:]) { $0[$1["run"]] = ProcessIdentity($1) }
    }
}
