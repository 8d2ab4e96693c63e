import Foundation

/// A file that one process at a time holds locked. The system lets go of it when the process ends,
/// however that happens: what is locked is held by somebody who lives.
///
/// A child that the process is starting when the value goes holds the file for a moment longer, until
/// its program begins.
public final class FileLock: Sendable {
    /// The open file. A child that inherits it holds the lock as well.
    public let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Locks the file at `path`. Nil if somebody holds it.
    /// - Parameter creating: whether it is made if it is not there.
    /// - Throws: a `POSIXError` if the file cannot be opened.
    public static func take(_ path: String, creating: Bool = true) throws -> FileLock? {
        let descriptor = open(path, O_RDWR | O_CLOEXEC | (creating ? O_CREAT : 0), 0o600)
        guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        let lock = FileLock(descriptor: descriptor)
        return flock(descriptor, LOCK_EX | LOCK_NB) == 0 ? lock : nil
    }

    /// Whether somebody holds the file at `path`; false if there is no file.
    public static func isHeld(_ path: String) -> Bool {
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0
    }
}
