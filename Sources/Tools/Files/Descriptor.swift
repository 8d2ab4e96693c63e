#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// An open file or folder, closed when it is dropped.
struct Descriptor: ~Copyable {
    let number: Int32

    deinit {
        close(number)
    }

    /// What the system says about the open file.
    /// - Throws: ``SystemFailure``.
    borrowing func status() throws(SystemFailure) -> stat {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw SystemFailure(errno) }
        return status
    }

    /// Opens a name in this folder. A symbolic link is never followed, and a pipe never waited for.
    /// - Throws: ``SystemFailure``.
    borrowing func opening(_ name: String, asFolder: Bool) throws(SystemFailure) -> Descriptor {
        let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | (asFolder ? O_DIRECTORY : 0)
        let child = openat(number, name, flags)
        guard child >= 0 else {
            // A link gives ELOOP, or ENOTDIR where a folder was asked for.
            let reason = errno
            var status = stat()
            let isLink = fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_mode & S_IFMT == S_IFLNK
            throw isLink ? .link : SystemFailure(reason)
        }
        return Descriptor(number: child)
    }

    /// A path that leads to this very folder as long as it is open; nil where the system has none.
    var path: String? {
        #if os(Linux)
            let path = "/proc/self/fd/\(number)"
            return access(path, F_OK) == 0 ? path : nil
        #else
            return nil
        #endif
    }

    /// At most `limit` bytes from `offset` on.
    /// - Throws: ``SystemFailure``.
    borrowing func bytes(from offset: Int, limit: Int) throws(SystemFailure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: limit)
        var count = 0
        while count < limit {
            let read = bytes.withUnsafeMutableBytes { buffer in
                pread(number, buffer.baseAddress?.advanced(by: count), limit - count, off_t(offset + count))
            }
            if read < 0, errno == EINTR { continue }
            guard read >= 0 else { throw SystemFailure(errno) }
            guard read > 0 else { break }
            count += read
        }
        bytes.removeLast(limit - count)
        return bytes
    }

    /// The names in this folder, sorted; at most `limit` of them are read.
    /// - Throws: ``SystemFailure``.
    borrowing func names(limit: Int) throws(SystemFailure) -> [String] {
        // The stream takes its descriptor over and closes it.
        let copy = openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { throw SystemFailure(errno) }
        guard let stream = fdopendir(copy) else {
            let reason = errno
            close(copy)
            throw SystemFailure(reason)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while names.count < limit, let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// What `name` in this folder is, without following a link.
    borrowing func kind(of name: String) -> FileKind {
        var status = stat()
        guard fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return .other }
        return FileKind(status)
    }
}
