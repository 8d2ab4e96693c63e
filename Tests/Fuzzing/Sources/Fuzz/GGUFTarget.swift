@testable import EmbeddedEngine
import Foundation

/// A file is refused, or it is a model that answers.
enum GGUFTarget {
    static func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let file = try? GGUFFile(Data(bytes), name: "fuzz"), let model = try? EmbeddedModel(file) else { return }
        precondition(model.contextLength > 0, "a model that reads nothing")
    }
}
