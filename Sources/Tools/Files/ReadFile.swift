import Planning

/// Shows a text file below the root.
struct ReadFile: FileTool {
    static let byteLimit = 64 * 1024

    let description = ToolDescription(
        "read_file", "Shows a text file, at most \(byteLimit / 1024) KB at a time.",
        [
            .text("path", "the file, relative to the root"),
            .integer("offset", "the byte to begin at; 0 if not given"),
        ],
        effect: .readOnly)

    let root: FileRoot

    func run(_ arguments: ToolArguments, below root: FileRoot) async throws -> String {
        let path = try RelativePath(arguments.string("path"))
        let offset = try arguments.int("offset", default: 0, in: 0...(1 << 50))
        let file = try root.openFile(path)
        guard offset == 0 || offset < file.size else {
            throw ToolFailure("“\(path)” has only \(file.size) bytes")
        }
        do {
            // One byte more than is shown tells whether a character ends at the cut.
            let bytes = try file.descriptor.bytes(from: offset, limit: Self.byteLimit + 1)
            guard let text = TextCut.text(TextCut.prefix(of: bytes, Self.byteLimit)) else {
                throw ToolFailure("“\(path)” is a binary file of \(file.size) bytes, which cannot be shown")
            }
            let end = offset + text.utf8.count
            guard bytes.count > Self.byteLimit else { return text }
            return text + "\n[cut after byte \(end) of \(file.size); go on with offset \(end)]"
        } catch let failure as SystemFailure {
            throw ToolFailure("“\(path)” \(failure.reason)")
        }
    }
}
