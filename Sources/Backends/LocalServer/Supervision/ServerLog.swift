import Foundation

/// What a server prints: a file that is begun anew with each start, the one before it kept beside it.
public struct ServerLog: Sendable, Hashable {
    /// The file.
    public let path: String

    /// A log that grows beyond this is begun anew as well.
    private static let mostBytes = 16 << 20
    /// How much of its end is looked at for the last lines.
    private static let tailBytes = 256 << 10

    /// Opens it for a server to write to, empty.
    /// - Returns: a descriptor that whoever asked closes; nil if the file cannot be made.
    func begin() -> Int32? {
        rename(path, "\(path).1")
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        return descriptor >= 0 ? descriptor : nil
    }

    /// Keeps it from growing without end. The server goes on writing to the same file.
    func bound() {
        var status = stat()
        guard stat(path, &status) == 0, status.st_size > Self.mostBytes else { return }
        unlink("\(path).1")
        try? FileManager.default.copyItem(atPath: path, toPath: "\(path).1")
        truncate(path, 0)
    }

    /// Its last lines, at most `count`; none if there is no log.
    public func tail(_ count: Int) -> [String] {
        guard let file = FileHandle(forReadingAtPath: path), let end = try? file.seekToEnd() else { return [] }
        let start = end > Self.tailBytes ? end - UInt64(Self.tailBytes) : 0
        guard (try? file.seek(toOffset: start)) != nil, let data = try? file.readToEnd() else { return [] }
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        // What was cut off at the front is no line, and what follows the last line feed is none yet.
        let whole = lines.dropFirst(start > 0 ? 1 : 0)
        return (whole.last?.isEmpty == true ? whole.dropLast() : whole).suffix(count).map(String.init)
    }

    /// How long it is, in bytes.
    public var size: UInt64 {
        var status = stat()
        return stat(path, &status) == 0 ? UInt64(status.st_size) : 0
    }

    /// What has been added since `place`, which moves to the end. A log that was begun anew is read from
    /// its beginning.
    public func text(after place: inout UInt64) -> String {
        if size < place { place = 0 }
        guard let file = FileHandle(forReadingAtPath: path), (try? file.seek(toOffset: place)) != nil,
            let data = try? file.read(upToCount: Self.tailBytes)
        else { return "" }
        place += UInt64(data.count)
        return String(decoding: data, as: UTF8.self)
    }

    /// The last lines for the end of a message, each on its own line; empty if there are none.
    func lastWords(_ count: Int = 8) -> String {
        let lines = tail(count * 4).filter { !$0.allSatisfy(\.isWhitespace) }.suffix(count)
        return lines.map { "\n  | \($0.prefix(300))" }.joined()
    }
}
