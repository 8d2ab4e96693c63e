import Foundation

/// A file that was named on the command line: a regular one, a pipe, or standard input, which is called “-”.
struct TypedFile {
    let path: String

    /// Its bytes.
    /// - Parameter limit: the most that are read; what has no end must not fill the memory.
    /// - Throws: ``Failure``, with the reason.
    func data(limit: Int) throws -> Data {
        guard path != "-" else { return try read(STDIN_FILENO, limit: limit) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(errno) }
        defer { close(descriptor) }
        return try read(descriptor, limit: limit)
    }

    /// Its text.
    /// - Parameters:
    ///   - limit: the most bytes that are read.
    ///   - expected: what should be in it, for errors.
    /// - Throws: ``Failure``, with the reason.
    func text(limit: Int, expected: String) throws -> String {
        guard let text = String(data: try data(limit: limit), encoding: .utf8) else {
            throw Failure(.invalidInput, "\(name) is no text in UTF-8; expected \(expected)")
        }
        return text
    }

    private func read(_ descriptor: Int32, limit: Int) throws -> Data {
        var data = Data()
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = Foundation.read(descriptor, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(errno) }
            guard count > 0 else { return data }
            data += piece[..<count]
            guard data.count <= limit else {
                throw Failure(.invalidInput, "\(name) is too large; at most \(limit) bytes are read")
            }
        }
    }

    private var name: String { path == "-" ? "standard input" : path.printable }

    private func unreadable(_ code: Int32) -> Failure {
        let reason =
            switch code {
            case ENOENT: "there is no such file"
            case EISDIR: "it is a folder"
            case EACCES, EPERM: "its permissions forbid it"
            default: String(cString: strerror(code))
            }
        return Failure(.invalidInput, "\(name) cannot be read: \(reason)")
    }
}
