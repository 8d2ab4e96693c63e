import Documents

extension ActionFormat {
    init(_ node: DocumentNode) throws(DocumentError) {
        let mapping = try node.mapping(allowing: ["format", "tag", "pattern"])
        let name = try mapping.required("format", expected: Name.allCases.map(\.rawValue).joined(separator: ", "))
            .choice(of: Name.self)
        for (key, owner) in [("tag", Name.tagged), ("pattern", .pattern)] where owner != name {
            guard let node = mapping[key] else { continue }
            throw node.error("this only belongs to the format “\(owner.rawValue)”", expected: "nothing here")
        }
        switch name {
        case .nativeTools: self = .nativeTools
        case .paragraph: self = .paragraph
        case .tagged:
            let node = try mapping.required("tag", expected: "the tag's name, such as tool")
            let tag = try node.string()
            guard tag.wholeMatch(of: /[A-Za-z][A-Za-z0-9_-]*/) != nil else {
                throw node.error("“\(tag)” is no tag", expected: "a name such as tool, without < and >")
            }
            self = .tagged(tag: tag)
        case .pattern:
            self = .pattern(try mapping.required("pattern", expected: "a regular expression").pattern())
        }
    }
}

extension DocumentNode {
    /// A list of texts, without the space around them.
    func texts() throws(DocumentError) -> [String] {
        try list().map { node throws(DocumentError) in try node.string().trimmed }
    }

    /// A regular expression.
    func pattern() throws(DocumentError) -> TextPattern {
        let text = try string().trimmed
        do {
            return try TextPattern(text)
        } catch {
            throw self.error("this is no regular expression: \(error)", expected: "a regular expression")
        }
    }
}
