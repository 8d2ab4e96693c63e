/// What was learnt, as it is kept between runs.
public struct KnowledgeRecord: Sendable, Hashable, Codable {
    /// Whose knowledge it is.
    public var key: KnowledgeKey
    /// The version of the state's format.
    public var format: Int
    /// What the models were when it was learnt: their prices, styles and prompts in one text. What
    /// was learnt about other models counts for less.
    public var identity: String
    /// When it was saved last, in milliseconds since 1970.
    public var updatedAt: Int64
    /// How many verdicts it was learnt from.
    public var labels: Int
    /// What was learnt, in a form that people can read.
    public var digest: KnowledgeDigest
    /// All that was learnt, in a form that only its own type knows.
    public var state: JSONValue

    private enum CodingKeys: String, CodingKey {
        case key, format, identity, labels, digest, state
        case updatedAt = "updated_ms"
    }

    /// A record.
    public init(
        key: KnowledgeKey, format: Int, identity: String, updatedAt: Int64, labels: Int,
        digest: KnowledgeDigest = KnowledgeDigest(), state: JSONValue
    ) {
        self.key = key
        self.format = format
        self.identity = identity
        self.updatedAt = updatedAt
        self.labels = labels
        self.digest = digest
        self.state = state
    }
}
