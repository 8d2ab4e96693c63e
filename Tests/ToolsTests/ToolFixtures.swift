import Foundation
import Planning

@testable import Tools

/// A folder that is removed with the value that holds it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("outrider-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ name: String, _ bytes: some Sequence<UInt8>) throws {
        let file = path + "/" + name
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: file))
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
    }
}

extension Tool {
    /// What a call answers, as an agent would see it.
    func call(_ arguments: [String: JSONValue]) async throws -> Observation {
        let action = Action(tool: description.name, arguments: arguments)
        return try await Toolbox([self]).execute(action, after: Trajectory())
    }
}
