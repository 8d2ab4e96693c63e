import Foundation
import Planning
import TemporaryFolders

@testable import Tools

extension TemporaryFolder {
    func write(_ name: String, _ bytes: some Sequence<UInt8>) throws {
        let file = file(name)
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: file))
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: file(name), withDestinationPath: target)
    }
}

extension Tool {
    /// What a call answers, as an agent would see it.
    func call(_ arguments: [String: JSONValue]) async throws -> Observation {
        let action = Action(tool: description.name, arguments: arguments)
        return try await Toolbox([self]).execute(action, after: Trajectory())
    }
}
