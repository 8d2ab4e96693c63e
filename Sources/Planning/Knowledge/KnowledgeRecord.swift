/// What was learnt, as it is kept between runs.
public struct KnowledgeRecord: Sendable, Hashable, Codable {
    /// Whose knowledge it is.
    public var key: KnowledgeKey
    /// The version of the state's format.
    public var format: Int
    /// When it was saved last, in milliseconds since 1970.
    public var updatedAt: Int64
    /// How many verdicts it was learnt from.
    public var labels: Int
    /// What was learnt, in a form that people can read.
    public var digest: KnowledgeDigest
    /// All that was learnt, in a form that only its own type knows; null where it cannot be read.
    public var state: JSONValue

    private enum CodingKeys: String, CodingKey {
        case key, format, labels, digest, state
        case updatedAt = "updated_ms"
    }

    /// A record.
    public init(
        key: KnowledgeKey, format: Int, updatedAt: Int64, labels: Int, digest: KnowledgeDigest = KnowledgeDigest(),
        state: JSONValue
    ) {
        self.key = key
        self.format = format
        self.updatedAt = updatedAt
        self.labels = labels
        self.digest = digest
        self.state = state
    }
}
