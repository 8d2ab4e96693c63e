import Foundation
import TemporaryFolders

extension TemporaryFolder {
    /// Writes a file with the mode given.
    func write(_ text: String, to name: String, mode: Int) throws -> String {
        try Data(text.utf8).write(to: URL(filePath: file(name)))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file(name))
        return file(name)
    }

    static func mode(of path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
}
