/// A request as the server received it.
public struct ServerRequest: Sendable {
    /// One field of the head, as it was sent.
    public struct Field: Sendable, Hashable {
        /// The name, in the client's capitals.
        public let name: String
        /// The value, without blanks around it.
        public let value: String
    }

    /// The number of the connection it came on: 1 for the first that was accepted.
    public let connection: Int
    /// The method, such as `POST`.
    public let method: String
    /// Path and query.
    public let target: String
    /// The fields of the head, in order.
    public let fields: [Field]
    /// The body; without the framing of chunks.
    public let body: [UInt8]

    /// The path without its query.
    public var path: String { String(target.prefix { $0 != "?" }) }

    /// The body as text.
    public var text: String { String(decoding: body, as: UTF8.self) }

    /// The first field with this name in any capitals, or `nil`.
    public func header(_ name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
