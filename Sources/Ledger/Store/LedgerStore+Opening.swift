import Foundation
import GRDB
import Processes

extension LedgerStore {
    /// Opens the record at `path`.
    /// - Parameter creating: whether a file that does not exist is made, with its folder. Without
    ///   it, a missing file is an error, and a file that may not be written can still be read.
    /// - Throws: ``LedgerError``: missing, cannotOpen, readOnly, locked, corrupt, foreign,
    ///   newerSchema, diskFull or diskFault.
    public static func open(at path: String, creating: Bool = true) throws(LedgerError) -> LedgerStore {
        try open(at: path, creating: creating, patience: .seconds(30), process: .current)
    }

    /// - Parameter patience: how long to wait for another program's lock.
    static func open(
        at path: String, creating: Bool = true, patience: Duration, process: ProcessIdentity
    ) throws(LedgerError) -> LedgerStore {
        try prepareFile(at: path, creating: creating)
        var configuration = Configuration()
        configuration.label = "ledger"
        configuration.busyMode = .timeout(TimeInterval(patience.components.seconds))
        // The writer is the only one who adds rows, and always below a run of its own; checking
        // that again for every row would cost more than it guards.
        configuration.foreignKeysEnabled = false
        // Many runs at once keep touching the same pages: with SQLite's own settings (2 MB of cache,
        // a checkpoint for each 4 MB of log) they are read and written over and over.
        configuration.prepareDatabase {
            try $0.execute(sql: "PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 4000")
        }
        do {
            let pool = try DatabasePool(path: path, configuration: configuration)
            try pool.writeWithoutTransaction { try LedgerSchema.migrate($0, at: path) }
            return LedgerStore(path: path, pool: pool, process: process)
        } catch {
            let failure = LedgerError(error, "opening the record", at: path)
            guard !creating, failure.code == .readOnly || failure.code == .cannotOpen else { throw failure }
            configuration.readonly = true
            return try openForReading(at: path, configuration, process: process)
        }
    }

    private static func openForReading(
        at path: String, _ configuration: Configuration, process: ProcessIdentity
    ) throws(LedgerError) -> LedgerStore {
        do {
            let pool = try DatabasePool(path: path, configuration: configuration)
            _ = try pool.read { try LedgerSchema.check($0, at: path) }
            return LedgerStore(path: path, pool: pool, process: process)
        } catch {
            throw LedgerError(error, "opening the record", at: path)
        }
    }

    /// The record holds what users asked and what models answered, so it is made readable for its
    /// owner alone; SQLite gives its side files the same permissions.
    private static func prepareFile(at path: String, creating: Bool) throws(LedgerError) {
        let files = FileManager.default
        var isFolder: ObjCBool = false
        if files.fileExists(atPath: path, isDirectory: &isFolder) {
            guard isFolder.boolValue else { return }
            throw LedgerError(
                .cannotOpen, "the record cannot be opened: \(path) is a folder",
                suggestion: "name a file with --database")
        }
        guard creating else {
            throw LedgerError(
                .missing, "there is no record at \(path)",
                suggestion: "`outrider run` makes one, or name another file with --database")
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        do {
            try files.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw LedgerError(
                .readOnly, "the folder \(folder) for the record cannot be made",
                suggestion: "check its permissions, or choose another file with --database")
        }
        // Opened without truncating: another process may be making the same file right now.
        let descriptor = Foundation.open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw LedgerError(
                errno == ENOSPC ? .diskFull : .readOnly,
                "no record can be made at \(path): \(String(cString: strerror(errno)))",
                suggestion: "check the folder's permissions, or choose another file with --database")
        }
        _ = Foundation.close(descriptor)
    }
}
