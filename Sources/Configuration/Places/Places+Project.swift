import Foundation

extension Places {
    /// What a project's file is called.
    public static let projectFileName = "outrider.yaml"

    /// The project's file: the first `outrider.yaml` from `folder` upwards, no further than the root
    /// of the repository or the home folder, whichever comes first. Outside of both only `folder`
    /// itself counts, so that nobody can leave a file above it for others. Nil if there is none.
    /// - Parameter folder: absolute.
    public func projectFile(from folder: String) -> String? {
        let start = FilePath.absolute(folder, in: "/", home: home)
        let folders = sequence(first: start) { $0 == "/" ? nil : FilePath.parent(of: $0) }
        var searched: [String] = []
        for folder in folders {
            searched.append(folder)
            guard FilePath.isSame(folder, home) || FileManager.default.fileExists(atPath: "\(folder)/.git") else {
                continue
            }
            return searched.lazy.map(Self.projectFile(in:)).first(where: FilePath.isFile)
        }
        let only = Self.projectFile(in: start)
        return FilePath.isFile(only) ? only : nil
    }

    private static func projectFile(in folder: String) -> String {
        (folder == "/" ? "" : folder) + "/" + projectFileName
    }
}
