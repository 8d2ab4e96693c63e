/// A local server that cannot be used: what happened, its last words, and what to try next.
public struct LocalServerError: Error, Sendable, Hashable, Codable, CustomStringConvertible {
    /// The kinds of failures.
    public enum Code: String, Sendable, Hashable, Codable, CaseIterable {
        /// There is no such program.
        case commandNotFound = "command-not-found"
        /// It ended before it was ready.
        case endedEarly = "ended-early"
        /// It was not ready in time.
        case neverReady = "never-ready"
        /// It crashed again and again.
        case crashing
        /// Its port belongs to another program.
        case portTaken = "port-taken"
        /// It would not fit into the memory that servers may have.
        case noMemory = "no-memory"
        /// Others use it, with other settings.
        case differs
        /// Somebody has stopped it.
        case stopped
        /// Whoever watched over it was killed.
        case lost
        /// The folder of its state cannot be used.
        case inaccessible
    }

    /// The kind of failure.
    public let code: Code
    /// What happened, and what to try next. May have several lines.
    public let description: String

    /// A failure.
    public init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
