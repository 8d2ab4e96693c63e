import Foundation
import Planning

/// One file that holds one key.
struct KeyFile: Sendable, Hashable {
    let path: String

    /// The key in the file, or nil if there is no file.
    /// - Throws: ``KeyStoreError`` if others may read the file, or if nobody can.
    func read() throws(KeyStoreError) -> Secret? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw failure("cannot be opened", errno)
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        // The open file is asked, not the path: nobody can exchange it in between.
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure("cannot be read", errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw KeyStoreError(.inaccessible, "the key file \(path) is no ordinary file; give the path of a file")
        }
        guard status.st_mode & 0o077 == 0 else {
            let mode = String(status.st_mode & 0o777, radix: 8)
            throw KeyStoreError(
                .tooOpen, "the key file \(path) can be read by others (mode 0\(mode)); run `chmod 600 '\(path)'`")
        }
        guard let bytes = try? handle.read(upToCount: 65_536) else {
            throw failure("cannot be read", errno)
        }
        return try Self.key(in: String(decoding: bytes, as: UTF8.self), from: "the key file \(path)")
    }

    /// Writes the file anew, readable by its owner alone. A reader sees the old key or the new one,
    /// never half of one.
    func write(_ secret: Secret) throws(KeyStoreError) {
        let draft = "\(path).\(getpid()).new"
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("cannot be written", errno) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data((secret.exposed + "\n").utf8))
            try handle.synchronize()
            try handle.close()
        } catch {
            unlink(draft)
            throw failure("cannot be written", errno)
        }
        guard rename(draft, path) == 0 else {
            let reason = errno
            unlink(draft)
            throw failure("cannot be written", reason)
        }
    }

    /// The key in what a file or a command gives: one line, without the line feed at its end.
    static func key(in text: String, from origin: String) throws(KeyStoreError) -> Secret {
        let key = text.trimmed
        guard !key.isEmpty else { throw KeyStoreError(.invalidKey, "\(origin) gives no key; it is empty") }
        // A line feed inside a key could begin another header field.
        guard key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else {
            throw KeyStoreError(
                .invalidKey,
                "\(origin) gives something that is no key: it holds blanks, lines or other characters "
                    + "that no key has; give it the key alone, on one line")
        }
        return Secret(key)
    }

    private func failure(_ what: String, _ number: Int32) -> KeyStoreError {
        let reason = String(cString: strerror(number))
        return KeyStoreError(
            .inaccessible, "the key file \(path) \(what) (\(reason)); check its folder and permissions")
    }
}
