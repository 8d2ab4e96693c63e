/// The members of a mapping, by key.
public struct DocumentMapping: Sendable {
    /// The mapping itself.
    public let node: DocumentNode
    /// The members in the order of the document.
    public let members: [DocumentMember]

    init(node: DocumentNode, members: [DocumentMember]) {
        self.node = node
        self.members = members
    }

    /// The value of `key`; nil when the key is missing. A key without a value is there, and is
    /// nothing: every typed reader then says what it expects.
    public subscript(key: String) -> DocumentNode? {
        members.first { $0.key == key }?.value
    }

    /// The value of `key`, which must be there.
    /// - Parameter expectation: what should stand there, for the error.
    public func required(_ key: String, expected expectation: String) throws(DocumentError) -> DocumentNode {
        guard let value = self[key] else {
            throw node.error("the key “\(key)” is missing", expected: "\(key): \(expectation)")
        }
        return value
    }
}
