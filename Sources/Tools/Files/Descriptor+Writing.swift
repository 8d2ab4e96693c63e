#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension Descriptor {
    /// Makes a file in this folder, open for writing. Fails where there is anything of that name.
    /// - Throws: ``SystemFailure``.
    borrowing func creating(_ name: String, mode: mode_t = 0o600) throws(SystemFailure) -> Descriptor {
        let child = openat(number, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard child >= 0 else { throw SystemFailure(errno) }
        return Descriptor(number: child)
    }

    /// Makes a folder in this one; one that is there already is as good.
    /// - Throws: ``SystemFailure``.
    borrowing func makeFolder(_ name: String) throws(SystemFailure) {
        guard mkdirat(number, name, 0o777) == 0 || errno == EEXIST else { throw SystemFailure(errno) }
    }

    /// Writes all of `bytes`.
    /// - Throws: ``SystemFailure``.
    borrowing func write(_ bytes: some Collection<UInt8>) throws(SystemFailure) {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { buffer in
                #if canImport(Darwin)
                    Darwin.write(number, buffer.baseAddress, buffer.count)
                #else
                    Glibc.write(number, buffer.baseAddress, buffer.count)
                #endif
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw SystemFailure(errno) }
            rest = rest.dropFirst(count)
        }
    }

    /// Has the file's content reach the disk.
    /// - Throws: ``SystemFailure``.
    borrowing func synchronize() throws(SystemFailure) {
        guard fsync(number) == 0 else { throw SystemFailure(errno) }
    }

    /// Gives an entry of this folder another name, in place of what has that name.
    /// - Throws: ``SystemFailure``.
    borrowing func rename(_ name: String, to other: String) throws(SystemFailure) {
        guard renameat(number, name, number, other) == 0 else { throw SystemFailure(errno) }
    }

    /// Removes an entry of this folder, a folder only if it is empty. What is not there is removed.
    /// - Throws: ``SystemFailure``.
    borrowing func remove(_ name: String, isFolder: Bool = false) throws(SystemFailure) {
        guard unlinkat(number, name, isFolder ? AT_REMOVEDIR : 0) == 0 || errno == ENOENT else {
            throw SystemFailure(errno)
        }
    }

    /// Where a symbolic link in this folder leads.
    /// - Throws: ``SystemFailure``.
    borrowing func target(ofLink name: String) throws(SystemFailure) -> [CChar] {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        guard readlinkat(number, name, &bytes, bytes.count - 1) >= 0 else { throw SystemFailure(errno) }
        return bytes
    }

    /// Makes a symbolic link in this folder.
    /// - Throws: ``SystemFailure``.
    borrowing func link(_ name: String, to target: [CChar]) throws(SystemFailure) {
        guard symlinkat(target, number, name) == 0 else { throw SystemFailure(errno) }
    }

    /// The entry as it is now; nil where there is none, or no file, folder or link.
    borrowing func stamp(of name: String) -> FileStamp? {
        var status = stat()
        guard fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        return FileStamp(status)
    }

    /// Fills this file with the content of another one, sharing it where the file system can.
    /// - Returns: the bytes that were really copied.
    /// - Throws: ``SystemFailure``.
    borrowing func fill(from source: borrowing Descriptor) throws(SystemFailure) -> Int {
        #if os(Linux)
            // FICLONE of linux/fs.h, a macro that Swift does not see.
            if ioctl(number, 0x4004_9409, source.number) == 0 { return 0 }
        #endif
        var offset = 0
        while true {
            let bytes = try source.bytes(from: offset, limit: 1 << 20)
            guard !bytes.isEmpty else { return offset }
            try write(bytes)
            offset += bytes.count
        }
    }
}
