import Foundation
public import Planning
import Processes
import Synchronization

/// The servers that are started on this machine when they are needed, shared by all runs of a user.
public final class LocalServers: Sendable {
    private let site: ServerSite
    private let known = Mutex<[String: LocalServer]>([:])

    /// The servers whose state is kept in `folder`. Nothing is started or made before it is needed.
    /// - Parameters:
    ///   - executable: the file of this program, which is run again to watch over a server.
    ///   - environment: the variables of the process; servers get to see those that they need.
    ///   - memoryLimit: the most memory that all servers may have together.
    public init(folder: String, executable: String, environment: [String: String], memoryLimit: ByteCount? = nil) {
        site = ServerSite(
            root: folder, executable: executable, environment: ServerEnvironment.scrubbed(environment),
            memoryLimit: memoryLimit)
    }

    /// Starts the server of `provider`, or joins the one that runs, and waits until it is ready. Does
    /// nothing for a provider that brings no server.
    /// - Parameter report: told again and again what is waited for.
    /// - Throws: ``LocalServerError``, or `CancellationError`.
    public func start(_ provider: Provider, _ report: (LocalServerState) -> Void = { _ in }) async throws {
        _ = try await server(of: provider)?.port(report)
    }

    /// Leaves all servers: they end when their idle time is over, unless others use them. Whoever is
    /// killed before counts as one whom waiting would not help.
    public func leave() {
        for server in known.withLock({ $0.values }) { server.leave() }
    }

    /// Ends a server, whoever uses it.
    /// - Returns: whether it ran.
    /// - Throws: ``LocalServerError/Code/inaccessible`` if it does not end, or `CancellationError`.
    public func stop(_ name: String) async throws -> Bool {
        let folder = site.folder(of: name)
        guard FileLock.isHeld(folder.watch) else {
            guard let record = folder.record, !record.isOver, let family = record.family, !family.members.isEmpty else {
                return false
            }
            family.signal(SIGKILL)
            return true
        }
        folder.askToStop()
        // Longer than any teardown takes.
        let deadline = ContinuousClock.now + .seconds(30)
        while FileLock.isHeld(folder.watch) {
            guard ContinuousClock.now < deadline else {
                throw LocalServerError(
                    .inaccessible, "the local server “\(name)” does not end; see `outrider engines logs \(name)`")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        return true
    }

    /// How the server called `name` is; nil if nothing is known of it.
    public func status(of name: String) -> LocalServerStatus? {
        let folder = site.folder(of: name)
        guard let plan = folder.plan, let record = folder.record, record.id == plan.id else { return nil }
        return LocalServerStatus(plan, record, isWatched: FileLock.isHeld(folder.watch), users: folder.users.count)
    }

    /// The names of all servers that have ever been started.
    public var names: [String] { site.names }

    /// Where the log of a server is.
    public func log(of name: String) -> ServerLog { site.folder(of: name).log }

    /// The server that `provider` brings.
    func server(of provider: Provider) -> LocalServer? {
        guard let settings = provider.server else { return nil }
        return known.withLock { known in
            if let server = known[provider.name] { return server }
            let folder = site.folder(of: provider.name)
            let server = LocalServer(provider, settings, ServerStarter(folder: folder, site: site))
            known[provider.name] = server
            return server
        }
    }
}
