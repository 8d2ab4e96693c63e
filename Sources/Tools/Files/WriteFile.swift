import Planning

/// Writes a text file below the root, as a whole.
struct WriteFile: FileTool {
    static let byteLimit = 1 << 20

    let description = ToolDescription(
        "write_file",
        "Writes a text file of at most \(byteLimit >> 20) MB, in place of what it held before. Folders that are "
            + "missing on the way are made.",
        [.text("path", "the file, relative to the root"), .text("content", "the whole new content")],
        effect: .confined)

    let root: FileRoot

    func run(_ arguments: ToolArguments, below root: FileRoot) async throws -> String {
        let path = try RelativePath(arguments.string("path"))
        let bytes = Array(try arguments.string("content").utf8)
        guard bytes.count <= Self.byteLimit else {
            throw ToolFailure("the content has \(bytes.count) bytes; at most \(Self.byteLimit) are written at a time")
        }
        let isNew = try root.write(bytes, to: path)
        return "\(isNew ? "made" : "wrote") “\(path)”, \(bytes.count) bytes"
    }
}
