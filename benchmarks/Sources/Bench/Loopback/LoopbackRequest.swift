/// What a client asks of the model server. The query says all of it: `/model?episode=7&…`.
struct LoopbackRequest {
    let path: String
    private let query: [Substring: Int]

    /// Reads one request from the front of `bytes`.
    /// - Returns: the request and how many bytes it takes; nil while something is missing.
    static func read(_ bytes: [UInt8]) -> (LoopbackRequest, Int)? {
        let blank: [UInt8] = [13, 10, 13, 10]
        guard
            let end = bytes.indices.dropLast(3).first(where: {
                bytes[$0] == 13 && bytes[$0..<($0 + 4)].elementsEqual(blank)
            })
        else { return nil }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
        let length =
            lines.first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.drop { $0 != ":" }.dropFirst().drop { $0 == " " }) } ?? 0
        guard bytes.count >= end + 4 + length, let target = lines.first?.split(separator: " ").dropFirst().first else {
            return nil
        }
        let parts = target.split(separator: "?")
        var query: [Substring: Int] = [:]
        for pair in parts.dropFirst().first?.split(separator: "&") ?? [] {
            let halves = pair.split(separator: "=")
            if halves.count == 2 { query[halves[0]] = Int(halves[1]) }
        }
        return (LoopbackRequest(path: String(parts.first ?? "/"), query: query), end + 4 + length)
    }

    private init(path: String, query: [Substring: Int]) {
        self.path = path
        self.query = query
    }

    /// A number from the query; 0 without one.
    subscript(name: Substring) -> Int { query[name] ?? 0 }
}
