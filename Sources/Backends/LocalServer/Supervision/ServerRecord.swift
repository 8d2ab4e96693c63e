import Processes

/// What is known of a server while it runs, and of how it ended: written by the process that watches
/// over it, read by everybody else.
struct ServerRecord: Sendable, Hashable, Codable {
    /// The start that it belongs to: ``ServerPlan/id``.
    let id: String
    /// When it was started, in milliseconds since 1970.
    let started: Int64
    /// What it is doing.
    var state = LocalServerState.starting
    /// The port it listens on.
    var port: Int?
    /// Its processes.
    var family: ProcessFamily?
    /// How many calls it works on at once, where it says.
    var slots: Int?
    /// How often it has crashed.
    var crashes = 0
    /// How it ended the last time that it crashed.
    var lastExit: String?
    /// Why it is over, if something went wrong.
    var failure: LocalServerError?
    /// Whether somebody has asked for its end.
    var wasAskedToStop = false
}

extension ServerRecord {
    /// Whether the server has ended, and whoever watched over it has said so.
    var isOver: Bool { state == .stopped || state == .failed }

    /// Whether the server serves: it was said to be ready, and its program has not ended since, of which
    /// whoever watches over it hears a moment later.
    var serves: Bool { state == .ready && family?.leader.isAlive != false }
}
