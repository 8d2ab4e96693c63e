import Dispatch
import Foundation
import Planning
import Processes
import Synchronization
import Transport

/// Watches over one local server, in a process of its own: `outrider engines supervise`.
///
/// A server is shared by runs, outlives them for its idle time, and must be gone when nobody is left
/// to want it, even if all of them are killed. No run can see to that, so a process does that is
/// started with the server and does nothing else:
///
/// - It counts users by files that they hold locked (``ServerUsers``). The system unlocks the file of
///   a process that is killed, so that `kill -9` is noticed like every other end.
/// - It holds a locked file itself. Others know by it that the server is watched over; the lock is
///   taken by whoever starts it and inherited, so that there is no moment in between.
/// - On Linux the system kills the server if this process is killed. Everywhere the next one who wants
///   the server, and `outrider engines stop`, finds what was left behind by ``ProcessFamily``.
///
/// ``ServerSupervision`` decides; this carries it out. It blocks, and has to stay on one thread that
/// lasts: on Linux the server dies with the thread that started it.
public final class ServerSupervisor {
    private let folder: ServerFolder
    private let plan: ServerPlan
    private let client = HTTPClient()
    private let stopwatch = Stopwatch(ContinuousClock())
    private var supervision: ServerSupervision
    private var record: ServerRecord
    private var server: Server?
    private var written: ServerRecord?
    private var failedStart: ProgramExit?

    /// A server that has been started.
    private struct Server {
        let pid: Int32
        let family: ProcessFamily
        /// The writing end of its standard input.
        var input: Int32?
        var exit: ProgramExit?
    }

    /// A supervisor for the server whose state is kept at `path`; nil if nothing is planned there.
    public init?(folder path: String) {
        folder = ServerFolder(path: path)
        guard let plan = folder.plan, let record = folder.record, record.id == plan.id else { return nil }
        self.plan = plan
        self.record = record
        supervision = ServerSupervision(
            idleTimeout: plan.settings.idleTimeout, startTimeout: plan.settings.startTimeout)
    }

    /// Watches until the server is gone for good.
    /// - Parameter isAskedToStop: asked again and again, beside the file that asks for the same.
    public func run(isAskedToStop: () -> Bool) {
        while true {
            step(isAskedToStop)
            if case .over = supervision.phase { return }
            folder.log.bound()
            Thread.sleep(forTimeInterval: isCalm ? 0.2 : 0.05)
        }
    }

    /// Looks, decides and acts once. A function of its own, so that its lock is let go before the pause.
    private func step(_ isAskedToStop: () -> Bool) {
        let health = health()
        var sight = ServerSupervision.Sight(now: stopwatch.elapsed, health: health)
        let gate = look(at: &sight, isAskedToStop)
        for effect in supervision.step(sight) { perform(effect) }
        publish(health)
        withExtendedLifetime(gate) {}
    }

    private var isCalm: Bool {
        if case .ready = supervision.phase { true } else { false }
    }

    /// - Returns: a lock to be held until what follows from there being no users is published, so that
    ///   nobody enters in between.
    private func look(at sight: inout ServerSupervision.Sight, _ isAskedToStop: () -> Bool) -> FileLock? {
        sight.isAskedToStop = folder.isAskedToStop || isAskedToStop()
        if let exit = failedStart ?? newExit() {
            failedStart = nil
            server?.exit = exit
            sight.exit = exit
            record.lastExit = exit.description
            if plan.fixedPort == nil, let port = record.port { sight.isPortTaken = LoopbackPort.isTaken(port) }
        }
        switch supervision.phase {
        case .starting, .ready: break
        default: sight.isGone = server.map { $0.exit != nil && $0.family.members.isEmpty } ?? true
        }
        sight.users = folder.users.count
        guard sight.users == 0 else {
            // Who was killed while others go on says nothing about the last of them.
            _ = folder.users.removeLost()
            return nil
        }
        let gate: FileLock?
        do {
            // Not made: whoever removes the folder would find it filled again.
            gate = try FileLock.take(folder.gate, creating: false)
        } catch {
            // The folder is gone, and with it the way to here: nobody will ever come.
            sight.lostUser = true
            return nil
        }
        guard let gate else {
            // Somebody is about to enter.
            sight.users = 1
            return nil
        }
        sight.users = folder.users.count
        if sight.users == 0 { sight.lostUser = folder.users.removeLost() }
        return gate
    }

    private func newExit() -> ProgramExit? {
        guard let server, server.exit == nil else { return nil }
        return ProgramExit.of(server.pid)
    }

    private func perform(_ effect: ServerSupervision.Effect) {
        switch effect {
        case .start: start()
        case .clear, .tearDown(.kill): server?.family.signal(SIGKILL)
        case .tearDown(.terminate): server?.family.signal(SIGTERM)
        case .tearDown(.close): closeInput()
        }
    }

    private func closeInput() {
        if let input = server?.input { close(input) }
        server?.input = nil
    }

    private func start() {
        closeInput()
        server = nil
        record.family = nil
        do {
            guard let port = plan.fixedPort ?? LoopbackPort.free() else { throw POSIXError(.EADDRNOTAVAIL) }
            record.port = port
            server = try launch(port: port)
            record.family = server?.family
        } catch {
            // It is read where everything is read that a server says before it ends.
            FileHandle.standardOutput.write(Data("outrider: \(error)\n".utf8))
            failedStart = .status(127)
        }
    }

    private func launch(port: Int) throws -> Server {
        let settings = plan.settings
        let command = settings.command(port: port)
        var environment = ProcessInfo.processInfo.environment
        environment[ProcessFamily.variable] = plan.id
        guard
            let path = ChildProgram.find(settings.command[0], from: settings.folder, search: environment["PATH"] ?? "")
        else { throw POSIXError(.ENOENT) }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EMFILE) }
        defer { close(ends[0]) }
        let program = ChildProgram(
            path: path, arguments: Array(command.dropFirst()), environment: environment, folder: settings.folder)
        do {
            // Our own output is the log.
            let pid = try program.start(input: ends[0], output: STDOUT_FILENO, diesWithThread: true)
            return Server(pid: pid, family: ProcessFamily(startedAs: pid, mark: plan.id), input: ends[1])
        } catch {
            close(ends[1])
            throw error
        }
    }

    // MARK: - What is seen from outside

    private func health() -> ServerHealth {
        guard case .starting = supervision.phase, let probe else { return .silent }
        return Self.waiting { await probe.health() }
    }

    private var probe: ServerProbe? {
        guard server != nil, let port = record.port else { return nil }
        return ServerProbe(client: client, port: port, modelsPath: plan.modelsPath)
    }

    private func publish(_ health: ServerHealth) {
        switch supervision.phase {
        case .resting where supervision.crashes > 0: record.state = .restarting
        case .resting: record.state = .starting
        case .starting: record.state = health == .loading ? .loading : .starting
        case .ready:
            if record.state != .ready, let probe { record.slots = Self.waiting { await probe.slots() } }
            record.state = .ready
        case .closing: record.state = .stopping
        case .over(let ending):
            record.failure = failure(ending)
            record.wasAskedToStop = ending == .asked
            record.state = record.failure == nil ? .stopped : .failed
        }
        record.crashes = supervision.crashes
        guard record != written else { return }
        // Where nothing can be written any more, those who wait see that nobody watches.
        if (try? folder.write(record)) != nil { written = record }
    }

    private func failure(_ ending: ServerSupervision.Ending) -> LocalServerError? {
        let server = "the local server “\(plan.name)”"
        let rest = "; all it said: `outrider engines logs \(plan.name)`" + folder.log.lastWords()
        switch ending {
        case .asked, .idle, .abandoned: return nil
        case .endedEarly(let exit):
            return LocalServerError(.endedEarly, "\(server) \(exit) before it was ready\(rest)")
        case .neverReady:
            return LocalServerError(
                .neverReady,
                "\(server) was not ready after \(plan.settings.startTimeout.spoken) and was ended; if it needs longer, "
                    + "raise start_timeout of the provider\(rest)")
        case .crashing(let exit):
            return LocalServerError(
                .crashing, "\(server) crashed \(supervision.crashes) times in a row; the last time it \(exit)\(rest)")
        }
    }

    /// Does on this thread what elsewhere is waited for.
    private static func waiting<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Value {
        let done = DispatchSemaphore(value: 0)
        let value = Mutex<Value?>(nil)
        Task {
            let result = await work()
            value.withLock { $0 = result }
            done.signal()
        }
        while true {
            done.wait()
            if let value = value.withLock({ $0 }) { return value }
        }
    }
}
