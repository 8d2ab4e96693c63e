public import Foundation
import Yams

extension DocumentNode {
    /// The largest document that is read, in bytes.
    public static let sizeLimit = 1 << 20
    /// The deepest nesting of lists and mappings that is read.
    public static let depthLimit = 64

    /// Reads a YAML document of one root value.
    ///
    /// Refused are: more than one document, keys that occur twice, keys that are no text, aliases
    /// (so that a small file cannot stand for a huge one), more than ``depthLimit`` levels and more
    /// than ``sizeLimit`` bytes.
    /// - Parameter file: the document's name in errors.
    public init(parsing text: String, file: String) throws(DocumentError) {
        let start = DocumentLocation(file: file, line: 1, column: 1, field: "")
        guard text.utf8.count <= Self.sizeLimit else {
            throw DocumentError(
                "the document has \(text.utf8.count) bytes", expected: "at most \(Self.sizeLimit)", at: start)
        }
        let disguise = AliasDisguise(for: text)
        let root: Node?
        do {
            root = try Yams.Parser(yaml: disguise.disguised, encoding: .utf8).singleRoot()
        } catch let error as YamlError {
            throw DocumentError(error, file: file, disguise: disguise)
        } catch {
            throw DocumentError("the document cannot be read: \(error)", at: start)
        }
        guard let root else {
            self.init(.null, at: start)
            return
        }
        self = try DocumentBuilder(file: file, disguise: disguise).node(root, field: "", depth: 0)
    }

    /// Reads a YAML file.
    /// - Parameters:
    ///   - url: a file on this machine.
    ///   - name: its name in errors; by default its path.
    public init(contentsOf url: URL, name: String? = nil) throws(DocumentError) {
        try self.init(parsing: Self.text(of: url, name: name), file: name ?? url.path)
    }

    /// The text of a file that is meant to hold a document: UTF-8, and no larger than ``sizeLimit``.
    public static func text(of url: URL, name: String? = nil) throws(DocumentError) -> String {
        let file = name ?? url.path
        let start = DocumentLocation(file: file, line: 1, column: 1, field: "")
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: url)
            defer { try? handle.close() }
            // One byte more than is allowed tells a file that fits from one that does not.
            data = try handle.read(upToCount: sizeLimit + 1) ?? Data()
        } catch {
            throw DocumentError(
                "\(file) cannot be read: \(error.localizedDescription)", expected: "a readable YAML file", at: nil)
        }
        guard data.count <= sizeLimit else {
            throw DocumentError("the file is too large", expected: "at most \(sizeLimit) bytes", at: start)
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw DocumentError("the file is not valid UTF-8", expected: "YAML in UTF-8", at: start)
        }
        return text
    }
}

extension DocumentError {
    /// What the YAML parser said, in our words and with our place.
    fileprivate init(_ error: YamlError, file: String, disguise: AliasDisguise) {
        func place(_ mark: Mark?) -> DocumentLocation {
            DocumentLocation(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, field: "")
        }
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            if problem.hasPrefix("Maximum nesting") {
                self.init(
                    "the document is nested too deeply", expected: "at most \(DocumentNode.depthLimit) levels",
                    at: place(mark))
            } else {
                let doing = (context?.text).map { " (\($0), which began on line \(context?.mark.line ?? 1))" } ?? ""
                self.init("this is not YAML: \(problem)\(doing)", at: place(mark))
            }
        case .composer(_, let problem, let mark, _):
            self.init("this cannot be used: \(problem)", at: place(mark))
        case .reader(let problem, let offset, _, let yaml):
            let before = yaml.prefix(offset ?? 0)
            let line = before.reduce(1) { $1.isNewline ? $0 + 1 : $0 }
            self.init(
                "this is not YAML: \(problem)", expected: "printable characters only",
                at: DocumentLocation(file: file, line: line, column: 1, field: ""))
        case .duplicatedKeysInMapping(let duplicates, let context):
            let key = disguise.undisguised(duplicates.first ?? "")
            self.init(
                "the key “\(key.excerpt)” stands twice in one mapping", expected: "every key once",
                at: place(context.mark))
        case .memory:
            self.init(
                "the document is nested too deeply", expected: "at most \(DocumentNode.depthLimit) levels",
                at: place(nil))
        default:
            self.init("the document cannot be read", at: place(nil))
        }
    }
}
