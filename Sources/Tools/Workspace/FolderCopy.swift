#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Copies a folder with everything in it, and notes what was there. Links are copied as links, never followed;
/// pipes, sockets and devices are left out.
struct FolderCopy {
    /// A folder that is passed over: the one that holds the snapshots themselves.
    struct Identity: Hashable, Sendable {
        let device: UInt64
        let inode: UInt64

        init(_ status: stat) {
            device = UInt64(status.st_dev)
            inode = UInt64(status.st_ino)
        }
    }

    private let limits: WorkspaceLimits
    private let excluded: Identity?
    /// The entries as they were in the source.
    private(set) var source: [String: FileStamp] = [:]
    /// The entries as they are in the copy.
    private(set) var target: [String: FileStamp] = [:]
    private var bytes = 0

    init(limits: WorkspaceLimits, excluding excluded: Identity?) {
        self.limits = limits
        self.excluded = excluded
    }

    /// Copies what is in `folder`.
    /// - Throws: ``WorkspaceError``.
    mutating func copy(_ folder: borrowing Descriptor, into copy: borrowing Descriptor) throws(WorkspaceError) {
        do throws(SystemFailure) {
            try self.copy(folder, into: copy, path: "")
        } catch {
            throw WorkspaceError("the folder cannot be copied: something in it \(error.reason)")
        }
        guard source.count <= limits.entries else {
            throw WorkspaceError(
                "the folder has more than \(limits.entries) files, too many for a snapshot", isLasting: true)
        }
        guard bytes <= limits.bytes else {
            throw WorkspaceError(
                "the folder has more than \(limits.bytes >> 20) MB, too much for a snapshot", isLasting: true)
        }
    }

    private mutating func copy(
        _ folder: borrowing Descriptor, into copy: borrowing Descriptor, path: String
    ) throws(SystemFailure) {
        for name in try folder.names(limit: limits.entries + 1) {
            guard source.count <= limits.entries, bytes <= limits.bytes else { return }
            guard let stamp = folder.stamp(of: name) else { continue }
            switch stamp.kind {
            case .file: try copyFile(name, from: folder, into: copy, path: path)
            case .link:
                try copy.link(name, to: folder.target(ofLink: name))
                note(path + name, stamp, copy.stamp(of: name))
            case .folder:
                let inner = try folder.opening(name, asFolder: true)
                guard Identity(try inner.status()) != excluded else { continue }
                try copy.makeFolder(name)
                let innerCopy = try copy.opening(name, asFolder: true)
                note(path + name, stamp, stamp)
                try self.copy(inner, into: innerCopy, path: path + name + "/")
                _ = fchmod(innerCopy.number, mode_t(stamp.mode | 0o700))
            }
        }
    }

    private mutating func copyFile(
        _ name: String, from folder: borrowing Descriptor, into copy: borrowing Descriptor, path: String
    ) throws(SystemFailure) {
        let file = try folder.opening(name, asFolder: false)
        let status = try file.status()
        guard let stamp = FileStamp(status), stamp.kind == .file else { return }
        let duplicate = try copy.creating(name)
        bytes += try duplicate.fill(from: file)
        _ = fchmod(duplicate.number, mode_t(stamp.mode | 0o600))
        // As old as the original, so that programs which go by age find nothing new.
        var times = status.times
        _ = futimens(duplicate.number, &times)
        note(path + name, stamp, FileStamp(try duplicate.status()))
    }

    private mutating func note(_ path: String, _ stamp: FileStamp, _ copy: FileStamp?) {
        source[path] = stamp
        target[path] = copy
    }
}

extension stat {
    /// When it was read and when it was changed, as `futimens` takes it.
    fileprivate var times: [timespec] {
        #if canImport(Darwin)
            [st_atimespec, st_mtimespec]
        #else
            [st_atim, st_mtim]
        #endif
    }
}
