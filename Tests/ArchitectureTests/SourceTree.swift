import Foundation

/// The modules below `Sources`, and which modules each of their files imports.
struct SourceTree {
    /// An import, where it stands.
    struct Import: Hashable, CustomStringConvertible {
        let module: String
        /// The file, as a path below `Sources`.
        let file: String

        var description: String { "\(file) imports \(module)" }
    }

    /// The imports of each module of ours, by its name.
    let imports: [String: [Import]]

    /// Reads the tree that this file belongs to.
    init() throws {
        try self.init(sources: Self.sources())
    }

    /// The folder of all modules.
    static func sources() -> URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
    }

    private init(sources: URL) throws {
        let files = FileManager.default
        var imports: [String: [Import]] = [:]
        for module in try files.contentsOfDirectory(atPath: sources.path) where !module.hasPrefix(".") {
            let paths = try files.subpathsOfDirectory(atPath: sources.appending(path: module).path)
            imports[module] = try paths.filter { $0.hasSuffix(".swift") }.flatMap { path in
                let text = try String(contentsOf: sources.appending(path: "\(module)/\(path)"), encoding: .utf8)
                return Self.modulesImported(by: text).map { Import(module: $0, file: "\(module)/\(path)") }
            }
        }
        self.imports = imports
    }

    /// The modules that a source text imports: `public import struct Foundation.URL` imports Foundation.
    static func modulesImported(by text: String) -> [String] {
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
        return text.split(separator: "\n").compactMap { line in
            let code = line.prefix { $0 != ";" }.prefix(upToText: "//")
            var words = code.split(whereSeparator: \.isWhitespace)[...]
            while let word = words.first, word.hasPrefix("@") || Self.levels.contains(word) { words.removeFirst() }
            guard words.popFirst() == "import" else { return nil }
            if let kind = words.first, kinds.contains(kind) { words.removeFirst() }
            return words.first?.split(separator: ".").first.map(String.init)
        }
    }

    private static let levels: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
}

extension Substring {
    fileprivate func prefix(upToText text: String) -> Substring {
        range(of: text).map { self[..<$0.lowerBound] } ?? self
    }
}
