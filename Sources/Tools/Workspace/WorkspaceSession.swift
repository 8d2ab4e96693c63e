import Foundation
import Processes

/// The folder in which one process keeps its snapshots. It is locked while the process lives, and goes with it.
final class WorkspaceSession: Sendable {
    let path: String
    /// The folder itself, to be passed over where it lies in the working folder.
    let identity: FolderCopy.Identity?
    private let lock: FileLock

    private static let journalName = "promotion.json"
    private static let lockName = "lock"

    /// Opens a session below `folder`, after what dead processes left there is put in order: what they were
    /// bringing into a working folder is completed, and everything else is removed.
    /// - Throws: ``WorkspaceError``.
    init(below folder: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            Self.repair(folder)
            path = "\(folder)/\(UUID().uuidString)"
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            guard let lock = try FileLock.take("\(path)/\(Self.lockName)") else {
                throw WorkspaceError("\(path) is locked by another process")
            }
            self.lock = lock
            var status = stat()
            identity = stat(folder, &status) == 0 ? FolderCopy.Identity(status) : nil
        } catch let error as WorkspaceError {
            throw error
        } catch {
            throw WorkspaceError("no snapshots can be kept in \(folder): \(error.localizedDescription)")
        }
    }

    deinit {
        // What could not be brought into the folder is left to the next start.
        guard !FileManager.default.fileExists(atPath: journal) else { return }
        try? FileManager.default.removeItem(atPath: path)
    }

    private var journal: String { "\(path)/\(Self.journalName)" }

    /// The folder of a snapshot.
    func folder(_ number: Int) -> String { "\(path)/\(number)" }

    /// Brings changes into a working folder, so that a process that is killed meanwhile leaves all of it to be done.
    /// - Returns: the changed entries as they are now.
    func carryOut(_ promotion: Promotion) throws -> [String: FileStamp?] {
        guard !promotion.changes.isEmpty else { return [:] }
        // Written aside and renamed: a journal is whole or not there.
        try JSONEncoder().encode(promotion).write(to: URL(filePath: journal), options: .atomic)
        let stamps = try promotion.apply()
        try FileManager.default.removeItem(atPath: journal)
        return stamps
    }

    /// Puts in order what dead processes left. What cannot be read or completed now is left for another time.
    private static func repair(_ folder: String) {
        let files = FileManager.default
        for name in (try? files.contentsOfDirectory(atPath: folder)) ?? [] {
            let session = "\(folder)/\(name)"
            // Nobody else removes it as long as it is locked here.
            guard let lock = try? FileLock.take("\(session)/\(lockName)", creating: false) else { continue }
            defer { withExtendedLifetime(lock) {} }
            let journal = "\(session)/\(journalName)"
            if files.fileExists(atPath: journal) {
                guard let data = files.contents(atPath: journal),
                    let promotion = try? JSONDecoder().decode(Promotion.self, from: data),
                    (try? promotion.apply(isRepeated: true)) != nil
                else { continue }
            }
            try? files.removeItem(atPath: session)
        }
    }
}
