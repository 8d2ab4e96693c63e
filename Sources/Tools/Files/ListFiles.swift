import Planning

/// Shows what a folder below the root holds.
struct ListFiles: FileTool {
    static let entryLimit = 1000
    static let depthLimit = 8

    let description = ToolDescription(
        "list_files", "Shows what is in a folder, at most \(entryLimit) entries.",
        [
            .text("path", "the folder, relative to the root; the root if not given", isRequired: false),
            .integer("depth", "how many levels of folders to show, from 1 to \(depthLimit); 1 if not given"),
        ],
        effect: .readOnly)

    let root: FileRoot

    func run(_ arguments: ToolArguments, below root: FileRoot) async throws -> String {
        let path = try RelativePath(arguments.optionalString("path") ?? ".")
        let depth = try arguments.int("depth", default: 1, in: 1...Self.depthLimit)
        let walk = FileWalk(depthLimit: depth, entryLimit: Self.entryLimit)
        var lines: [String] = []
        let end = try walk.visit(root.openFolder(path)) { entry, _ in
            let indent = String(repeating: "  ", count: entry.level)
            switch entry.kind {
            case .file(let size): lines.append("\(indent)\(entry.name)  \(size) bytes")
            case .folder: lines.append("\(indent)\(entry.name)/")
            case .link: lines.append("\(indent)\(entry.name)  (symbolic link, not followed)")
            case .other: lines.append("\(indent)\(entry.name)  (no ordinary file)")
            }
            return true
        }
        if end == .tooMany { lines.append("[cut after \(Self.entryLimit) entries; list a folder below]") }
        return lines.isEmpty ? "“\(path)” is empty" : lines.joined(separator: "\n")
    }
}
