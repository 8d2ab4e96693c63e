/// A value of a document that knows where it stands, so that whoever finds fault with it can say so.
///
/// The tree is untyped; the typed readers (``string()``, ``int(in:)``, ``mapping(allowing:)``…)
/// check one value each and throw a ``DocumentError`` that names file, line and field.
public struct DocumentNode: Sendable, Hashable {
    /// What a value is before anybody asks for a type.
    public enum Content: Sendable, Hashable {
        /// Nothing, `~` or `null`.
        case null
        /// Text of any kind; whether it is a number is for the reader to say.
        case scalar(String, ScalarStyle)
        /// A list.
        case list([DocumentNode])
        /// Keys and values in the order of the document; no key occurs twice.
        case mapping([DocumentMember])
    }

    /// How a text was written.
    public enum ScalarStyle: Sendable, Hashable {
        /// As it is; the only style in which a number, a truth value or a duration is accepted.
        case plain
        /// In single or double quotes.
        case quoted
        /// Under `|` or `>`: the text begins on the line after the mark.
        case block
    }

    /// Where the value stands.
    public let location: DocumentLocation
    /// The value.
    public let content: Content

    /// A value at a place.
    public init(_ content: Content, at location: DocumentLocation) {
        self.content = content
        self.location = location
    }

    /// Whether there is nothing here.
    public var isNull: Bool { content == .null }

    /// The line of the document on which line `offset` of this text stands; 0 is its first line.
    /// Exact for plain one-line texts and for texts under `|`.
    public func line(ofTextLine offset: Int) -> Int {
        if case .scalar(_, .block) = content { location.line + 1 + offset } else { location.line + offset }
    }

    /// An error about this value.
    public func error(_ problem: String, expected expectation: String? = nil) -> DocumentError {
        DocumentError(problem, expected: expectation, at: location)
    }

    /// What stands here, in a few words for an error.
    var summary: String {
        switch content {
        case .null: "nothing"
        case .scalar(let text, .plain): "“\(text.excerpt)”"
        case .scalar(let text, _): "the text “\(text.excerpt)”"
        case .list: "a list"
        case .mapping: "a mapping"
        }
    }
}

/// A key and its value.
public struct DocumentMember: Sendable, Hashable {
    /// The key.
    public let key: String
    /// Where the key stands.
    public let keyLocation: DocumentLocation
    /// The value.
    public let value: DocumentNode

    /// A key and its value.
    public init(key: String, keyLocation: DocumentLocation, value: DocumentNode) {
        self.key = key
        self.keyLocation = keyLocation
        self.value = value
    }
}

extension String {
    /// The first line, shortened to what fits into an error.
    var excerpt: String {
        let line = prefix { !$0.isNewline }
        return line.count > 60 ? line.prefix(57) + "…" : (line.count < count ? line + "…" : String(line))
    }
}
