/// The record cannot be read or written: what happened, and what to try next.
public struct LedgerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The classes of failures; the terminal chooses its exit status by them.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// There is no database at the path.
        case missing
        /// The path cannot be opened at all: a folder, no permission, no such place.
        case cannotOpen = "cannot-open"
        /// The database or its folder cannot be written.
        case readOnly = "read-only"
        /// Another program holds the database locked. Waiting helps.
        case locked
        /// The file is damaged, or is no database.
        case corrupt
        /// The file is a database of some other program.
        case foreign
        /// The database was written by a newer version of this program.
        case newerSchema = "newer-schema"
        /// There is no room left.
        case diskFull = "disk-full"
        /// The disk or the file system reports a fault.
        case diskFault = "disk-fault"
        /// No run has that name.
        case unknownRun = "unknown-run"
        /// Several runs have names that begin so.
        case ambiguousRun = "ambiguous-run"
        /// The run has ended with its answer; there is nothing to resume.
        case alreadyFinished = "already-finished"
        /// The process that carries out the run is still alive.
        case stillRunning = "still-running"
        /// Something else writes the same run at the same time.
        case conflict
        /// A query of the user's is refused, because it could change something or is no single query.
        case refused
        /// A query of the user's is wrong.
        case badQuery = "bad-query"
        /// A query of the user's took too long.
        case timedOut = "timed-out"
        /// Anything else.
        case unexpected
    }

    /// The class of the failure.
    public let code: Code
    /// What happened, doing what.
    public let message: String
    /// What to try next.
    public let suggestion: String?

    /// A failure.
    public init(_ code: Code, _ message: String, suggestion: String? = nil) {
        self.code = code
        self.message = message
        self.suggestion = suggestion
    }

    public var description: String {
        message + (suggestion.map { "; \($0)" } ?? "")
    }
}
