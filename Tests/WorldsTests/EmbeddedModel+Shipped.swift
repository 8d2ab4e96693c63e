import EmbeddedEngine
import Foundation
import Worlds

extension EmbeddedModel {
    /// A model that comes with the program.
    static func shipped(_ world: SimulatedWorld, _ role: String) throws -> EmbeddedModel {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../models").standardized
        let name = "\(world.rawValue)-\(role)"
        return try EmbeddedModel(file: folder.appending(path: "\(name)/\(name).gguf"))
    }
}
