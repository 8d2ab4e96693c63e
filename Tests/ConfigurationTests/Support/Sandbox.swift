@testable import Configuration
import Foundation

/// A home folder, a system folder and a project in a folder of their own, which goes when the test ends.
final class Sandbox: Sendable {
    let root: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appending(path: "configuration-\(UUID().uuidString)")
        root = folder.path
        for path in ["home/.config/outrider", "etc/outrider", "home/work/deep/er", "home/work/.git"] {
            try FileManager.default.createDirectory(
                atPath: "\(root)/\(path)", withIntermediateDirectories: true)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    var home: String { "\(root)/home" }
    var work: String { "\(home)/work" }

    /// Writes the file that each layer reads.
    func write(user: String? = nil, system: String? = nil, project: String? = nil) throws {
        try user.map { try write($0, to: "home/.config/outrider/config.yaml") }
        try system.map { try write($0, to: "etc/outrider/config.yaml") }
        try project.map { try write($0, to: "home/work/outrider.yaml") }
    }

    /// Writes a file, and its folder if need be.
    func write(_ text: String, to path: String) throws {
        let url = URL(filePath: "\(root)/\(path)")
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    func places(_ environment: [String: String] = [:]) -> Places {
        Places(environment: environment, home: home, systemFolder: "\(root)/etc")
    }

    func load(_ environment: [String: String] = [:], config: String? = nil) throws(ConfigurationError) -> Settings {
        try Settings.load(
            places: places(environment), environment: environment, workingFolder: work, configFile: config)
    }

    /// What loading complains about, with the sandbox's folder left out; nil if it does not.
    func complaint(_ environment: [String: String] = [:], config: String? = nil) -> String? {
        do {
            _ = try load(environment, config: config)
            return nil
        } catch {
            return error.description.replacing(root, with: "")
        }
    }

    /// The origin of a setting, with the sandbox's folder left out.
    func origin(_ setting: Setting<some Any>?) -> String? {
        setting?.origin.description.replacing(root, with: "")
    }
}
