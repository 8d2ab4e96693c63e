import GRDB
public import Planning
import Processes

/// The record of all runs: one SQLite file that any number of processes may use at once.
///
/// A store opens the file, brings it to the current schema, hands out the sink that writes to it
/// (``writer(downstream:onFailure:)``) and answers questions about what is in it.
public final class LedgerStore: Sendable {
    /// Where the file is.
    public let path: String

    /// Whether the file can be read alone.
    public var isReadOnly: Bool { pool.configuration.readonly }

    let pool: DatabasePool
    let process: ProcessIdentity

    init(path: String, pool: DatabasePool, process: ProcessIdentity) {
        self.path = path
        self.pool = pool
        self.process = process
    }

    /// A sink that records events here.
    /// - Parameters:
    ///   - downstream: receives each event once it is in the database: what a person sees is what
    ///     survives. It is called from the writer's own thread and must not block.
    ///   - followsTime: whether what runs take of a day is booked as it passes, which costs two statements for each
    ///     transaction, and not when they end.
    ///   - onFailure: called when events cannot be written, once for each time it begins to fail, and before
    ///     whoever waits for the record is told.
    ///     Until a flush succeeds nothing further is written or passed on.
    public func writer(
        downstream: (any EventSink)? = nil, followsTime: Bool = false,
        onFailure: (@Sendable (LedgerError) -> Void)? = nil
    ) -> LedgerWriter {
        LedgerWriter(store: self, downstream: downstream, followsTime: followsTime, onFailure: onFailure)
    }

    /// Closes the file. The last one to do so folds the log (`-wal`) into it, so that it can be copied
    /// alone; without it nothing is lost.
    public func close() throws(LedgerError) {
        do {
            try pool.close()
        } catch {
            throw LedgerError(error, "closing the record", at: path)
        }
    }

    /// Writes in one transaction, which begins as a writing one: what it reads stays true.
    func write<Value: Sendable>(
        _ activity: String, _ body: @Sendable @escaping (Database) throws -> Value
    ) async throws(LedgerError) -> Value {
        do {
            return try await pool.write(body)
        } catch {
            throw LedgerError(error, activity, at: path)
        }
    }

    /// Reads within one snapshot of the database.
    func read<Value: Sendable>(
        _ activity: String, _ body: @Sendable @escaping (Database) throws -> Value
    ) async throws(LedgerError) -> Value {
        do {
            return try await pool.read(body)
        } catch {
            throw LedgerError(error, activity, at: path)
        }
    }
}
