import Foundation
import Planning

extension LocalServerSettings {
    /// The size of the files that the command names: most of what a model takes in memory.
    var filesInCommand: ByteCount {
        command.dropFirst().reduce(.zero) { sum, argument in
            let path = argument.hasPrefix("/") ? argument : "\(folder)/\(argument)"
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            guard attributes?[.type] as? FileAttributeType == .typeRegular else { return sum }
            return sum + ByteCount((attributes?[.size] as? NSNumber)?.int64Value ?? 0)
        }
    }
}
