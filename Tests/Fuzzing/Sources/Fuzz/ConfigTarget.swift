import Configuration
import Foundation

/// Configuration is refused or taken; a project's may not trust anything or spend more.
enum ConfigTarget {
    private static let folder: URL = {
        let folder = FileManager.default.temporaryDirectory.appending(path: "outrider-fuzz-\(getpid())")
        try? FileManager.default.createDirectory(
            at: folder.appending(path: "project/.git"), withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(at: ConfigTarget.folder) }
        return folder
    }()
    private static let places = Places(environment: [:], home: folder.path)
    /// What holds without any file.
    private static let plain = try? Settings.load(places: places, environment: [:], workingFolder: folder.path)

    static func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        let project = folder.appending(path: "project")
        guard (try? Data(bytes).write(to: project.appending(path: "outrider.yaml"))) != nil else { return }
        if let plain, let settings = try? Settings.load(places: places, environment: [:], workingFolder: project.path) {
            precondition(settings.tools.trusted.value == plain.tools.trusted.value, "a project trusts tools")
            precondition(settings.maxCost.value <= plain.maxCost.value, "a project may spend more")
            precondition(settings.catalogue == plain.catalogue, "a project brings providers or models")
        }
        _ = try? Settings.load(
            places: places, environment: [:], workingFolder: folder.path,
            configFile: project.appending(path: "outrider.yaml").path)
    }
}
