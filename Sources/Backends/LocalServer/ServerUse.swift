import Foundation
import Processes

/// The use of a server by this process, from ``ServerUsers/enter()`` to ``leave()``.
final class ServerUse: Sendable {
    private let path: String
    private let lock: FileLock

    init(path: String, lock: FileLock) {
        self.path = path
        self.lock = lock
    }

    deinit { leave() }

    /// Leaves in order. Safe to call twice.
    func leave() {
        unlink(path)
    }
}
