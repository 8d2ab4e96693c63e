import Configuration
import Foundation

/// Where the models that come with the program are looked for: beside the program, where it was
/// installed or built, and among the user's data.
struct ModelFolders {
    /// In this order.
    let folders: [URL]

    init(_ places: Places) {
        self.init(program: Bundle.main.executableURL?.resolvingSymlinksInPath(), data: places.data)
    }

    /// - Parameter program: the file that runs.
    init(program: URL?, data: String) {
        let beside = program.map { program in
            let folder = program.deletingLastPathComponent()
            let installed = [
                folder.appending(path: "models"), folder.appending(path: "../share/outrider/models").standardized,
            ]
            // A build lies below its checkout: .build/PLATFORM/release.
            let build = folder.deletingLastPathComponent().deletingLastPathComponent()
            let checkout = build.deletingLastPathComponent().appending(path: "models")
            return build.lastPathComponent == ".build" ? [checkout] + installed : installed
        }
        folders = (beside ?? []) + [URL(filePath: data).appending(path: "models")]
    }

    /// The file of an engine's model; nil when it is nowhere.
    func find(_ engine: Engine) -> URL? {
        let name = engine.modelName
        return folders.map { $0.appending(path: "\(name)/\(name).gguf") }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }

    /// The file of an engine's model.
    /// - Throws: a message that says where it was looked for.
    func file(of engine: Engine) throws -> URL {
        if let file = find(engine) { return file }
        let name = engine.modelName
        let places = folders.map(\.path).joined(separator: ", ")
        throw Failure(
            .unavailable,
            "the model “\(engine.name)” is missing; it was looked for as \(name)/\(name).gguf in \(places). "
                + "`make install` puts the models where they are found; `--engine search` needs none")
    }
}
