import Planning

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Finds a text in the files below the root.
struct SearchFiles: FileTool {
    static let hitLimit = 100
    static let entryLimit = 20_000
    static let depthLimit = 16
    /// Larger files are passed over.
    static let fileLimit = 4 << 20
    static let totalLimit = 128 << 20
    static let lineLimit = 200

    let description = ToolDescription(
        "search_files",
        "Finds the lines that hold a text, letter by letter, in all text files of a folder and the folders in it. "
            + "Shows at most \(hitLimit) lines.",
        [
            .text("text", "the text to find"),
            .text("path", "the folder, relative to the root; the root if not given", isRequired: false),
        ],
        effect: .readOnly)

    let root: FileRoot

    func run(_ arguments: ToolArguments, below root: FileRoot) async throws -> String {
        let wanted = Array(try arguments.string("text").utf8)
        guard !wanted.isEmpty, !wanted.contains(0x0A) else {
            throw ToolFailure("the argument “text” must be a text of one line")
        }
        let path = try RelativePath(arguments.optionalString("path") ?? ".")
        let prefix = path.names.isEmpty ? "" : "\(path)/"
        var hits: [String] = []
        var passedOver = 0
        var total = 0
        let end = try FileWalk(depthLimit: Self.depthLimit, entryLimit: Self.entryLimit).visit(root.openFolder(path)) {
            entry, folder in
            guard case .file(let size) = entry.kind else { return true }
            guard size <= Self.fileLimit, let bytes = Self.text(entry.name, in: folder) else {
                passedOver += 1
                return true
            }
            total += bytes.count
            for (number, line) in Self.lines(of: bytes, holding: wanted) {
                hits.append("\(prefix)\(entry.path):\(number): \(line)")
                if hits.count == Self.hitLimit { return false }
            }
            return total < Self.totalLimit
        }
        if hits.isEmpty { hits.append("no line holds “\(String(decoding: wanted, as: UTF8.self))”") }
        if passedOver > 0 { hits.append("[\(passedOver) files passed over: binary, too large or not readable]") }
        if end != .complete { hits.append("[not everything was searched; search a folder below]") }
        return hits.joined(separator: "\n")
    }

    /// The bytes of a text file; nil for a binary one and for one that cannot be read.
    private static func text(_ name: String, in folder: borrowing Descriptor) -> [UInt8]? {
        do {
            let file = try folder.opening(name, asFolder: false)
            // It may have become something else since it was listed.
            guard case .file = FileKind(try file.status()) else { return nil }
            let bytes = try file.bytes(from: 0, limit: fileLimit)
            return TextCut.text(bytes[...]) == nil ? nil : bytes
        } catch {
            return nil
        }
    }

    /// The lines that hold `wanted`, with their numbers. Whole files are searched first, because
    /// most hold nothing.
    private static func lines(of bytes: [UInt8], holding wanted: [UInt8]) -> [(Int, String)] {
        var found: [(Int, String)] = []
        var number = 1
        var start = 0
        while found.count < hitLimit, let hit = place(of: wanted, in: bytes, from: start) {
            let lineStart = bytes[start..<hit].lastIndex(of: 0x0A).map { $0 + 1 } ?? start
            number += bytes[start..<lineStart].count { $0 == 0x0A }
            let lineEnd = bytes[hit...].firstIndex(of: 0x0A) ?? bytes.count
            let line = TextCut.prefix(of: Array(bytes[lineStart..<lineEnd]), lineLimit)
            found.append((number, String(decoding: line, as: UTF8.self)))
            start = lineEnd + 1
            number += 1
        }
        return found
    }

    private static func place(of wanted: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBytes { bytes in
            var place = start
            while place + wanted.count <= bytes.count {
                // The C library finds the first byte fastest; the rest is compared here.
                guard let base = bytes.baseAddress,
                    let hit = memchr(base + place, Int32(wanted[0]), bytes.count - wanted.count - place + 1)
                else { return nil }
                place = UnsafeRawPointer(hit) - base
                if bytes[place..<(place + wanted.count)].elementsEqual(wanted) { return place }
                place += 1
            }
            return nil
        }
    }
}
