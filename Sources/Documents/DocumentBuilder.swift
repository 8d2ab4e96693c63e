import Yams

/// Turns what the YAML parser read into a tree of our own, and refuses what a document must not hold.
struct DocumentBuilder {
    let file: String
    let disguise: AliasDisguise

    func node(_ node: Node, field: String, depth: Int) throws(DocumentError) -> DocumentNode {
        let location = place(node.mark, field: field)
        guard depth <= DocumentNode.depthLimit else {
            throw DocumentError(
                "the document is nested too deeply", expected: "at most \(DocumentNode.depthLimit) levels",
                at: location)
        }
        switch node {
        case .scalar(let scalar):
            return DocumentNode(try content(scalar, at: location), at: location)
        case .sequence(let sequence):
            var elements: [DocumentNode] = []
            for (index, element) in sequence.enumerated() {
                elements.append(try self.node(element, field: "\(field)[\(index)]", depth: depth + 1))
            }
            return DocumentNode(.list(elements), at: location)
        case .mapping(let mapping):
            return DocumentNode(.mapping(try members(mapping, field: field, depth: depth)), at: location)
        case .alias:
            throw Self.alias(at: location)
        }
    }

    private func members(_ mapping: Node.Mapping, field: String, depth: Int) throws(DocumentError) -> [DocumentMember] {
        var members: [DocumentMember] = []
        var seen: Set<String> = []
        for (keyNode, valueNode) in mapping {
            let keyLocation = place(keyNode.mark, field: field)
            guard case .scalar(let scalar) = keyNode else {
                throw DocumentError("a key is no text", expected: "a name as the key", at: keyLocation)
            }
            guard case .scalar(let key, _) = try content(scalar, at: keyLocation) else {
                throw DocumentError("a key is empty", expected: "a name as the key", at: keyLocation)
            }
            let path = field.isEmpty ? key.excerpt : "\(field).\(key.excerpt)"
            let place = place(keyNode.mark, field: path)
            guard seen.insert(key).inserted else {
                throw DocumentError(
                    "the key “\(key.excerpt)” stands twice in one mapping", expected: "every key once", at: place)
            }
            let value = try node(valueNode, field: path, depth: depth + 1)
            // Nothing has no place of its own: an empty value stands where its key does.
            members.append(
                DocumentMember(
                    key: key, keyLocation: place, value: value.isNull ? DocumentNode(.null, at: place) : value))
        }
        return members
    }

    private func content(_ scalar: Node.Scalar, at location: DocumentLocation) throws(DocumentError)
        -> DocumentNode
        .Content
    {
        switch scalar.style {
        case .literal, .folded:
            return .scalar(disguise.undisguised(scalar.string), .block)
        case .singleQuoted, .doubleQuoted:
            return .scalar(disguise.undisguised(scalar.string), .quoted)
        default:
            if disguise.isAlias(scalar.string) { throw Self.alias(at: location) }
            let text = disguise.undisguised(scalar.string)
            return ["", "~", "null"].contains(text) ? .null : .scalar(text, .plain)
        }
    }

    private func place(_ mark: Mark?, field: String) -> DocumentLocation {
        DocumentLocation(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, field: field)
    }

    private static func alias(at location: DocumentLocation) -> DocumentError {
        DocumentError(
            "aliases (*name) are not supported",
            expected: "the value itself, or quotes around a text that begins with *", at: location)
    }
}
