import Foundation
import Processes

/// What is kept of one server below the state folder: what it was started with, how it is, who uses
/// it, and what it has said.
struct ServerFolder: Sendable, Hashable {
    let path: String

    var name: String { path.split(separator: "/").last.map(String.init) ?? "" }
    /// Held while somebody decides whether a server of this machine begins or ends.
    var gate: String { Self.gate(in: (path as NSString).deletingLastPathComponent) }
    /// Held by the process that watches over the server, as long as that lives.
    var watch: String { "\(path)/watch" }
    var log: ServerLog { ServerLog(path: "\(path)/log") }
    var users: ServerUsers { ServerUsers(folder: "\(path)/users") }
    private var stopFile: String { "\(path)/stop" }

    static func gate(in root: String) -> String { "\(root)/.gate" }

    /// Makes the folder, for its owner alone: command lines and logs are nobody else's business.
    func make() throws {
        try FileManager.default.createDirectory(
            atPath: users.folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    }

    var plan: ServerPlan? { read("plan.json") }
    var record: ServerRecord? { read("record.json") }

    func write(_ plan: ServerPlan) throws { try write(plan, to: "plan.json") }
    func write(_ record: ServerRecord) throws { try write(record, to: "record.json") }

    /// Whether somebody has asked for the server's end.
    var isAskedToStop: Bool { FileManager.default.fileExists(atPath: stopFile) }

    /// Asks for the server's end.
    func askToStop() {
        _ = FileManager.default.createFile(atPath: stopFile, contents: nil)
    }

    /// Forgets that somebody has asked.
    func forgetStop() {
        unlink(stopFile)
    }

    private func read<Value: Decodable>(_ name: String) -> Value? {
        guard let data = FileManager.default.contents(atPath: "\(path)/\(name)") else { return nil }
        return try? JSONDecoder().decode(Value.self, from: data)
    }

    /// A reader sees the old text or the new one, never half of one.
    private func write(_ value: some Encodable, to name: String) throws {
        let draft = "\(path)/.\(name).\(getpid())"
        let data = try JSONEncoder().encode(value)
        guard FileManager.default.createFile(atPath: draft, contents: data, attributes: [.posixPermissions: 0o600]),
            rename(draft, "\(path)/\(name)") == 0
        else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }
}
