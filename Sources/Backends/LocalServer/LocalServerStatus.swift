public import Planning
import Processes

/// How a local server is, for a list.
public struct LocalServerStatus: Sendable, Hashable, Codable {
    /// The provider's name.
    public let name: String
    /// The program's name.
    public let program: String
    /// What it is doing.
    public let state: LocalServerState
    /// Whether somebody watches over it, or some process of it goes on although nobody does.
    public let isRunning: Bool
    /// The port it listens on, while it runs.
    public let port: Int?
    /// The number of its process, while it runs.
    public let pid: Int32?
    /// The memory that it and all it has started have now.
    public let memory: ByteCount?
    /// How many processes use it.
    public let users: Int
    /// How many calls it works on at once, where that is known.
    public let slots: Int?
    /// When it was started the last time, in milliseconds since 1970.
    public let started: Int64?
    /// How often it has crashed in a row.
    public let crashes: Int
    /// What went wrong, if it failed.
    public let failure: String?

    init(_ plan: ServerPlan, _ record: ServerRecord, isWatched: Bool, users: Int) {
        name = plan.name
        program = plan.settings.program
        // Whoever watches says how it ended, unless it was killed itself.
        state = isWatched || record.isOver ? record.state : .failed
        isRunning = isWatched || !record.isOver && record.family.map { !$0.members.isEmpty } ?? false
        // Between a crash and the next start there is no process.
        let family = isWatched ? record.family.flatMap { $0.leader.isAlive ? $0 : nil } : nil
        port = family == nil ? nil : record.port
        pid = family?.leader.pid
        memory = family.map { ByteCount($0.memory) }
        self.users = users
        slots = plan.settings.slots ?? record.slots
        started = record.started
        crashes = record.crashes
        failure =
            isWatched || record.isOver
            ? record.failure?.description
            : "the process that watched over it was killed"
                + (isRunning ? "; `outrider engines stop \(plan.name)` ends what it left behind" : "")
    }

    /// A server that was never started.
    public init(neverStarted name: String, settings: LocalServerSettings?) {
        self.name = name
        program = settings?.program ?? ""
        state = .stopped
        (port, pid, memory, started, failure) = (nil, nil, nil, nil, nil)
        (users, crashes) = (0, 0)
        isRunning = false
        slots = settings?.slots
    }
}
