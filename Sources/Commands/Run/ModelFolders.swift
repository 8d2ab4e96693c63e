import Configuration
import Foundation

/// Where the models that come with the program are looked for: beside the program, where it was
/// installed or built, and among the user's data.
struct ModelFolders {
    /// The provider's name in front of these models' own names.
    static let provider = "embedded"

    /// In this order.
    let folders: [URL]

    init(_ places: Places) {
        self.init(program: Bundle.main.executableURL?.resolvingSymlinksInPath(), data: places.data)
    }

    /// - Parameter program: the file that runs.
    init(program: URL?, data: String) {
        let beside = program.map { program in
            let folder = program.deletingLastPathComponent()
            // A build lies three folders below its checkout: .build/PLATFORM/release.
            let checkout = (0..<3).reduce(folder) { folder, _ in folder.deletingLastPathComponent() }
            return [
                folder.appending(path: "models"), folder.appending(path: "../share/outrider/models").standardized,
                checkout.appending(path: "models"),
            ]
        }
        folders = (beside ?? []) + [URL(filePath: data).appending(path: "models")]
    }

    /// Whether every engine that is a model has its file.
    var areFilled: Bool {
        Engine.all.allSatisfy { $0.method.family == .search || (try? file(of: $0)) != nil }
    }

    /// The names and files of all models that are there.
    var models: [(name: String, file: URL)] {
        let names = folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0.path)) ?? [] }
        return Set(names).sorted().compactMap { name in file(named: name).map { (name, $0) } }
    }

    /// The file of the model that is called `name` without its provider; nil when it is nowhere.
    func file(named name: String) -> URL? {
        folders.map { $0.appending(path: "\(name)/\(name).gguf") }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }

    /// The file of an engine's model.
    /// - Throws: a message that says where it was looked for.
    func file(of engine: Engine) throws -> URL {
        let name = String(engine.name.dropFirst(Self.provider.count + 1))
        if let file = file(named: name) { return file }
        let places = folders.map(\.path).joined(separator: ", ")
        throw Failure(
            .unavailable,
            "the model “\(engine.name)” is missing; it was looked for as \(name)/\(name).gguf in \(places). "
                + "`make install` puts the models where they are found; `--engine search` needs none")
    }
}
