import Foundation
import Processes

/// Who uses a server: a locked file for each process that does. Whoever leaves takes its file along;
/// one who is killed leaves a file that nobody holds.
struct ServerUsers: Sendable, Hashable {
    let folder: String

    /// Enters this process. It counts as long as the result is kept.
    func enter() throws -> ServerUse {
        let name = "\(getpid())-\(UInt32.random(in: 0 ... .max))"
        let draft = "\(folder)/.\(name)"
        guard let lock = try FileLock.take(draft) else { throw POSIXError(.EBUSY) }
        // Locked before anybody can see it: whoever finds it unlocked would take it for a dead one's.
        guard rename(draft, "\(folder)/\(name)") == 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        return ServerUse(path: "\(folder)/\(name)", lock: lock)
    }

    /// How many use it now.
    var count: Int { files.count(where: FileLock.isHeld) }

    /// Removes what those who were killed have left.
    /// - Returns: whether there was anything.
    func removeLost() -> Bool {
        var hasLost = false
        for file in files where !FileLock.isHeld(file) {
            // Whoever leaves in order removes the file first, so that it is gone by now.
            if unlink(file) == 0 { hasLost = true }
        }
        return hasLost
    }

    private var files: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
            .filter { !$0.hasPrefix(".") }.map { "\(folder)/\($0)" }
    }
}
