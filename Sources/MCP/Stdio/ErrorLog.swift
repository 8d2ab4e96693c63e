/// The end of what a server has written to its standard error.
struct ErrorLog: Sendable {
    private let limit: Int
    private var bytes: [UInt8] = []

    init(limit: Int) {
        self.limit = limit
    }

    mutating func append(_ more: [UInt8]) {
        bytes += more.suffix(limit)
        // Not at every piece, so that many small ones cost no more than a few big ones.
        if bytes.count > 2 * limit { bytes.removeFirst(bytes.count - limit) }
    }

    /// The last lines that say anything, for the end of a message, each on its own line; empty if there are none.
    func lastWords(_ count: Int = 6) -> String {
        let lines = String(decoding: bytes.suffix(limit), as: UTF8.self).split(whereSeparator: \.isNewline)
            .filter { !$0.allSatisfy(\.isWhitespace) }
        return lines.suffix(count).map { "\n  | \($0.cut(to: 300))" }.joined()
    }
}
