import Planning

/// Replaces one piece of a text file below the root by another.
struct EditFile: FileTool {
    static let byteLimit = 4 << 20

    let description = ToolDescription(
        "edit_file",
        "Replaces a piece of a text file by another, letter by letter. The piece has to stand in the file exactly "
            + "once: give so much of what is around it that it does.",
        [
            .text("path", "the file, relative to the root"),
            .text("old", "the piece as it stands in the file, line breaks and blanks included"),
            .text("new", "what is to stand there instead; an empty text removes the piece"),
        ],
        effect: .confined)

    let root: FileRoot

    func run(_ arguments: ToolArguments, below root: FileRoot) async throws -> String {
        let path = try RelativePath(arguments.string("path"))
        let old = Array(try arguments.string("old").utf8)
        let new = Array(try arguments.string("new").utf8)
        guard !old.isEmpty else { throw ToolFailure("the argument “old” is empty; use write_file to write a new file") }
        guard old != new else { throw ToolFailure("“old” and “new” are the same, so nothing would change") }
        let file = try root.openFile(path)
        guard file.size <= Self.byteLimit else {
            throw ToolFailure("“\(path)” has \(file.size) bytes; at most \(Self.byteLimit) can be edited")
        }
        let bytes: [UInt8]
        do {
            bytes = try file.descriptor.bytes(from: 0, limit: Self.byteLimit)
        } catch {
            throw ToolFailure("“\(path)” \(error.reason)")
        }
        guard TextCut.text(bytes[...]) != nil else { throw ToolFailure("“\(path)” is a binary file") }
        let places = Self.places(of: old, in: bytes)
        guard let place = places.first else {
            throw ToolFailure("“old” does not stand in “\(path)”; read the file again, and copy the piece exactly")
        }
        guard places.count == 1 else {
            throw ToolFailure("“old” stands in “\(path)” more than once; give more of what is around it")
        }
        let edited = bytes[..<place] + new + bytes[(place + old.count)...]
        guard edited.count <= Self.byteLimit else {
            throw ToolFailure("“\(path)” would be longer than \(Self.byteLimit) bytes")
        }
        try root.write(Array(edited), to: path)
        let line = bytes[..<place].count { $0 == 0x0A } + 1
        return "edited “\(path)” at line \(line)"
    }

    /// Where `piece` begins: the first two places, which may overlap.
    private static func places(of piece: [UInt8], in bytes: [UInt8]) -> [Int] {
        var places: [Int] = []
        var start = 0
        while places.count < 2, start + piece.count <= bytes.count,
            let first = bytes[start...(bytes.count - piece.count)].firstIndex(of: piece[0])
        {
            if bytes[first..<(first + piece.count)].elementsEqual(piece) { places.append(first) }
            start = first + 1
        }
        return places
    }
}
