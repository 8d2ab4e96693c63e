#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What tells whether an entry of a folder is still the one that it was. Of a folder only that it is one.
struct FileStamp: Hashable, Codable, Sendable {
    /// What the entry is.
    enum Kind: String, Codable, Sendable { case file, folder, link }

    let kind: Kind
    let inode: UInt64
    let size: Int64
    /// When its content changed, in nanoseconds since 1970 by the file system's clock.
    let modified: Int64
    let mode: UInt32
}

extension FileStamp {
    /// Nil for pipes, devices and sockets.
    init?(_ status: stat) {
        let mode = UInt32(status.st_mode & 0o7777)
        let kind: Kind
        switch FileKind(status) {
        case .file: kind = .file
        case .link: kind = .link
        case .folder:
            self.init(kind: .folder, inode: 0, size: 0, modified: 0, mode: mode)
            return
        case .other: return nil
        }
        self.init(
            kind: kind, inode: UInt64(status.st_ino), size: Int64(status.st_size), modified: status.modified, mode: mode
        )
    }
}

extension stat {
    /// When the content changed, in nanoseconds since 1970.
    var modified: Int64 {
        #if canImport(Darwin)
            Int64(st_mtimespec.tv_sec) * 1_000_000_000 + Int64(st_mtimespec.tv_nsec)
        #else
            Int64(st_mtim.tv_sec) * 1_000_000_000 + Int64(st_mtim.tv_nsec)
        #endif
    }
}
