import Foundation

/// The files of the models that ship.
enum ShippedModels {
    /// Those below `models/`, or below what `OUTRIDER_MODELS` names.
    static func files() throws -> [URL] {
        let folder = URL(fileURLWithPath: ProcessInfo.processInfo.environment["OUTRIDER_MODELS"] ?? "models")
        let files = (FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? [])
            .compactMap { $0 as? URL }.filter { $0.pathExtension == "gguf" }.sorted { $0.path < $1.path }
        guard !files.isEmpty else {
            throw BenchmarkError("there is no model in \(folder.path); name a folder in OUTRIDER_MODELS")
        }
        return files
    }
}
