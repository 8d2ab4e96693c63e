/// Prices that the user has accepted, all at once.
public struct PriceSet: Sendable, Hashable {
    /// When they were accepted, in milliseconds since 1970.
    public let acceptedAt: Int64
    /// Who says so.
    public let source: String
    /// The prices as JSON, in the format of price files.
    public let document: String

    /// A set of prices.
    public init(acceptedAt: Int64, source: String, document: String) {
        self.acceptedAt = acceptedAt
        self.source = source
        self.document = document
    }
}
