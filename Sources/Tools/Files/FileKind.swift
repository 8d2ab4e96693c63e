#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What an entry of a folder is.
enum FileKind: Hashable {
    case file(size: Int)
    case folder
    case link
    /// A pipe, a device, a socket, or gone.
    case other

    init(_ status: stat) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: self = .file(size: Int(status.st_size))
        case S_IFDIR: self = .folder
        case S_IFLNK: self = .link
        default: self = .other
        }
    }
}

/// What the operating system refused, and why.
struct SystemFailure: Error, Hashable {
    let reason: String

    static let link = SystemFailure(reason: "is a symbolic link, which is not followed")

    init(_ number: Int32) {
        switch number {
        case ENOENT: reason = "does not exist"
        case ENOTDIR: reason = "is not a folder"
        case ELOOP: self = .link
        case EACCES, EPERM: reason = "may not be read"
        default: reason = "cannot be read (\(String(cString: strerror(number))))"
        }
    }

    private init(reason: String) {
        self.reason = reason
    }
}
