import Foundation

/// Paths as people write them.
enum FilePath {
    /// `path` made absolute: `~` is `home`, and a relative path begins in `folder`.
    static func absolute(_ path: String, in folder: String, home: String) -> String {
        let whole: String
        if path == "~" || path.hasPrefix("~/") {
            whole = home + path.dropFirst()
        } else {
            whole = path.hasPrefix("/") ? path : "\(folder)/\(path)"
        }
        // “..” stays: behind a symbolic link it is not what the text suggests.
        return "/" + whole.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    }

    /// Whether `path` leads to an ordinary file, possibly through links.
    static func isFile(_ path: String) -> Bool {
        let url = URL(filePath: path).resolvingSymlinksInPath()
        return (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true
    }

    /// Whether both paths lead to the same place, links followed.
    static func isSame(_ left: String, _ right: String) -> Bool {
        URL(filePath: left).resolvingSymlinksInPath().path == URL(filePath: right).resolvingSymlinksInPath().path
    }

    /// The folder that holds `path`.
    static func parent(of path: String) -> String {
        (path as NSString).deletingLastPathComponent
    }
}
