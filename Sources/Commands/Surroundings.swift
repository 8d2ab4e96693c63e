import Backends
import Configuration
import Foundation
import Ledger
import Planning
import Transport

/// What a command finds around it: the environment, the settings, the record.
struct Surroundings: Sendable {
    let environment: [String: String]
    let places: Places
    let settings: Settings

    /// Reads the settings.
    /// - Parameter configFile: the file that `--config` names, in place of the user's own.
    init(configFile: String?) throws {
        environment = ProcessInfo.processInfo.environment
        places = Places(environment: environment, home: NSHomeDirectory())
        settings = try Settings.load(
            places: places, environment: environment, workingFolder: FileManager.default.currentDirectoryPath,
            configFile: configFile)
    }

    /// Where keys are stored and found.
    var keyStore: KeyStore { KeyStore(folder: places.keys) }

    /// The record at `path`, or where the settings say.
    /// - Parameter creating: whether a new file may be made.
    func ledger(at path: String?, creating: Bool) throws -> LedgerStore {
        try LedgerStore.open(at: path ?? settings.database.value, creating: creating)
    }

    /// A client for everything that goes over the network.
    func client() -> HTTPClient {
        HTTPClient(
            configuration: .init(
                userAgent: "outrider/\(Version.current)", proxy: settings.network.proxy?.value.exposed,
                noProxy: settings.network.noProxy.value, caFile: settings.network.caFile?.value))
    }
}
