import Planning

extension Secret {
    /// A text without the secret.
    func removed(from text: String) -> String {
        exposed.isEmpty ? text : text.replacing(exposed, with: description)
    }

    /// A document without the secret, in whatever way it was spelled where the document was read.
    func removed(from document: JSONValue) -> JSONValue {
        switch document {
        case .string(let text): .string(removed(from: text))
        case .array(let elements): .array(elements.map { removed(from: $0) })
        case .object(let members):
            .object(
                Dictionary(
                    members.map { member in (removed(from: member.key), removed(from: member.value)) },
                    uniquingKeysWith: { _, last in last }))
        case .null, .bool, .integer, .number: document
        }
    }
}
