/// A path below the root: names only, no way up and no way out.
struct RelativePath: Hashable, CustomStringConvertible {
    let names: [String]

    private static let lengthLimit = 4096
    private static let depthLimit = 64

    /// Reads a path that a model wrote. An empty one and `.` mean the root.
    /// - Throws: ``ToolFailure`` for absolute paths, for `..` and for what no file can be called.
    init(_ text: String) throws(ToolFailure) {
        guard text.utf8.count <= Self.lengthLimit, !text.utf8.contains(0) else {
            throw ToolFailure("the path is too long, or has a character that no path can have")
        }
        guard !text.hasPrefix("/"), !text.hasPrefix("~") else {
            throw ToolFailure("“\(text)” is no path below the root; give it relative to the root, as in docs/a.txt")
        }
        names = text.split(separator: "/").map(String.init).filter { $0 != "." }
        guard !names.contains("..") else {
            throw ToolFailure("“\(text)” leads upwards with “..”; only what is below the root can be reached")
        }
        guard names.count <= Self.depthLimit else {
            throw ToolFailure("“\(text.prefix(80))…” is more than \(Self.depthLimit) folders deep")
        }
    }

    /// The folder that holds it; that of the root is the root.
    var parent: RelativePath { RelativePath(names: Array(names.dropLast())) }

    /// The root.
    static let root = RelativePath(names: [])

    /// A path that was found below the root, and not written by anybody.
    init(found path: String) {
        names = path.split(separator: "/").map(String.init)
    }

    private init(names: [String]) {
        self.names = names
    }

    var description: String { names.isEmpty ? "." : names.joined(separator: "/") }
}
