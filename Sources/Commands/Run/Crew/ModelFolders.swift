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
    func find(_ engine: Engine) -> URL? { find(modelNamed: engine.modelName) }

    /// The file of the model of that name, without the provider; nil when it is nowhere.
    func find(modelNamed name: String) -> URL? {
        folders.map { $0.appending(path: "\(name)/\(name).gguf") }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }

    /// The file of an engine's model.
    /// - Throws: a message that says where it was looked for.
    func file(of engine: Engine) throws -> URL {
        try file(ofModel: engine.modelName, named: engine.name, otherwise: "`--engine search` needs none")
    }

    /// The file of a model.
    /// - Parameters:
    ///   - fullName: its name with the provider, for the message.
    ///   - remedy: what works without it.
    /// - Throws: a message that says where it was looked for.
    func file(ofModel name: String, named fullName: String, otherwise remedy: String) throws -> URL {
        if let file = find(modelNamed: name) { return file }
        let places = folders.map(\.path).joined(separator: ", ")
        throw Failure(
            .unavailable,
            "the model “\(fullName)” is missing; it was looked for as \(name)/\(name).gguf in \(places). "
                + "`make install` puts the models where they are found; \(remedy)")
    }
}
