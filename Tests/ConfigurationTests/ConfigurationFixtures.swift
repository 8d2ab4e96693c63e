import Foundation

@testable import Configuration

/// A home, a project and a system folder that are removed with the value that holds them.
final class Sandbox: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("outrider-\(UUID().uuidString)").path
        for folder in ["home/.config/outrider", "project", "system"] {
            try FileManager.default.createDirectory(atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    var userFile: String { path + "/home/.config/outrider/config.yaml" }
    var projectFile: String { path + "/project/outrider.yaml" }
    var systemFile: String { path + "/system/config.yaml" }

    func write(_ file: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    }

    func settings(
        flags: [SettingKey: String] = [:], environment: [String: String] = [:], configFile: String? = nil
    ) throws(ConfigurationError) -> Settings {
        let home = ["HOME": path + "/home"]
        return try Settings(
            loading: SettingsSources(
                flags: flags, environment: environment.merging(home) { first, _ in first },
                workingFolder: path + "/project", configFile: configFile, systemConfigFile: systemFile))
    }

    /// What is wrong with a user's configuration file of this text, without the file's name.
    func complaint(_ text: String) throws -> String? {
        try write(userFile, text)
        do throws(ConfigurationError) {
            _ = try settings()
            return nil
        } catch {
            return error.description.replacing(userFile + ":", with: "")
        }
    }
}
