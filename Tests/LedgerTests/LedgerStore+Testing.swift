@testable import Ledger
import GRDB
import Planning
import Processes

extension LedgerStore {
    /// A store that does not wait for locks, opened by an imaginary process that is dead if told so.
    static func forTesting(
        at path: String, creating: Bool = true, alive: Bool = true, patience: Duration = .zero
    ) throws -> LedgerStore {
        let current = ProcessIdentity.current
        let process = alive ? current : ProcessIdentity(pid: current.pid, boot: current.boot, started: -1)
        return try open(at: path, creating: creating, patience: patience, process: process)
    }

    /// Records `events` and makes sure of them.
    func keep(_ events: some Sequence<RunEvent>, followsTime: Bool = true) async throws {
        let writer = writer(followsTime: followsTime)
        for event in events { writer.record(event) }
        try await writer.flush()
    }

    /// The rows of a query, as texts.
    func rows(_ sql: String) throws -> [[String]] {
        try pool.read { db in
            try Row.fetchAll(db, sql: sql).map { row in
                row.databaseValues.map { value in
                    switch value.storage {
                    case .null: "NULL"
                    case .int64(let number): String(number)
                    case .double(let number): String(number)
                    case .string(let text): text
                    case .blob(let data): "<\(data.count) bytes>"
                    }
                }
            }
        }
    }
}
