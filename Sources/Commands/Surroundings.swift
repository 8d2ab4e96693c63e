import Backends
import Configuration
@preconcurrency import Dispatch
import Foundation
import Ledger
import MCP
import Planning
import Transport

/// What a command finds around it: the environment, the settings, the record.
struct Surroundings: Sendable {
    let environment: [String: String]
    let places: Places
    private(set) var settings: Settings
    /// The servers that are started on this machine when a model of theirs is used.
    let servers: LocalServers
    /// Lets as many calls of embedded models compute at once as the settings say; nil where they say nothing.
    let threads: ConcurrencyLimit?
    /// The servers of tools, connected when a tool of theirs is used.
    let toolServers: MCPServers
    /// The record from which prices were read: whoever asks for it next need not open it once more.
    private var opened: LedgerStore?

    /// Reads the settings.
    /// - Parameter configFile: the file that `--config` names, in place of the user's own.
    init(configFile: String?) throws {
        environment = ProcessInfo.processInfo.environment
        places = Places(environment: environment, home: NSHomeDirectory())
        settings = try Settings.load(
            places: places, environment: environment, workingFolder: FileManager.default.currentDirectoryPath,
            configFile: configFile)
        servers = LocalServers(
            folder: places.engines, executable: Bundle.main.executablePath ?? CommandLine.arguments[0],
            environment: environment, memoryLimit: settings.engines.memoryLimit?.value)
        threads = settings.engines.threads.map { ConcurrencyLimit($0.value) }
        let configured = settings.mcp.servers
        let keys = KeyResolver(environment: environment, store: KeyStore(folder: places.keys))
        let network = settings.network
        toolServers = MCPServers(
            configured.map(\.server),
            site: MCPServers.Site(
                environment: environment, identity: ClientIdentity(name: "outrider", version: Version.current),
                client: { Self.client(network) },
                key: { name in
                    guard let server = configured.first(where: { $0.server.name == name }) else { return nil }
                    return try await keys.key(
                        named: server.keyName, from: server.key, of: "the MCP server “\(name)”")?.secret
                }))
    }

    /// Hands `surroundings` to `body`, and lets go of all their servers when it is done.
    static func use<Result>(
        _ surroundings: Surroundings, _ body: (Surroundings) async throws -> Result
    ) async throws -> Result {
        let result: Swift.Result<Result, any Error>
        do {
            result = .success(try await body(surroundings))
        } catch {
            result = .failure(error)
        }
        surroundings.servers.leave()
        await surroundings.toolServers.close()
        return try result.get()
    }

    /// Reads the settings, and the prices that the user has accepted from the record.
    static func priced(_ flags: PlaceFlags) async throws -> Surroundings {
        var surroundings = try Surroundings(configFile: flags.config)
        do {
            let store = try surroundings.ledger(at: flags.database, creating: false)
            surroundings.opened = store
            for set in try await store.priceSets() {
                surroundings.settings.catalogue.accept(try PriceDocument(accepted: set).rows)
            }
        } catch let error as LedgerError where error.code == .missing {
            // Nothing was accepted yet, not even a run.
        }
        return surroundings
    }

    /// Where keys are stored and found.
    var keyStore: KeyStore { KeyStore(folder: places.keys) }

    /// The record at `path`, or where the settings say. Waiting for another program's lock is said
    /// to whoever waits.
    /// - Parameter creating: whether a new file may be made.
    func ledger(at path: String?, creating: Bool) throws -> LedgerStore {
        let path = path ?? settings.database.value
        if let opened, opened.path == path, !creating || !opened.isReadOnly { return opened }
        let notice = DispatchWorkItem {
            Console.error.print("waiting for \(path), which another program holds locked…")
        }
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(700), execute: notice)
        defer { notice.cancel() }
        return try LedgerStore.open(at: path, creating: creating)
    }

    /// The record, or nil before the first run has made one. A file that was named by hand must be there.
    func existingLedger(at path: String?) throws -> LedgerStore? {
        do {
            return try ledger(at: path, creating: false)
        } catch let error as LedgerError where error.code == .missing && path == nil {
            return nil
        }
    }

    /// A client for everything that goes over the network.
    func client() -> HTTPClient { Self.client(settings.network) }

    private static func client(_ network: NetworkSettings) -> HTTPClient {
        HTTPClient(
            configuration: .init(
                userAgent: "outrider/\(Version.current)", proxy: network.proxy?.value.exposed,
                noProxy: network.noProxy.value, caFile: network.caFile?.value))
    }
}
