/// Cuts the bytes of one connection into requests.
struct RequestReader {
    private var bytes: [UInt8] = []
    /// The head of the request whose body is still to come.
    private var head: Head?
    /// Whether bytes came in that ``next(connection:)`` has not seen.
    private(set) var hasNews = false
    /// Whether what came in is no request.
    private(set) var isBroken = false

    private struct Head {
        let method: String
        let target: String
        let fields: [ServerRequest.Field]

        func header(_ name: String) -> String? {
            fields.first { $0.name.lowercased() == name }?.value
        }
    }

    mutating func append(_ more: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: more)
        hasNews = true
    }

    /// The next request that has come in whole.
    mutating func next(connection: Int) -> ServerRequest? {
        hasNews = false
        if head == nil { readHead() }
        guard let head, let body = readBody(head) else { return nil }
        self.head = nil
        return ServerRequest(
            connection: connection, method: head.method, target: head.target, fields: head.fields, body: body)
    }

    private mutating func readHead() {
        let end = Array("\r\n\r\n".utf8)
        guard let range = bytes.firstRange(of: end) else { return }
        let lines = String(decoding: bytes[..<range.lowerBound], as: UTF8.self).split(separator: "\r\n")
        bytes.removeSubrange(..<range.upperBound)
        let start = lines.first?.split(separator: " ") ?? []
        guard start.count == 3 else {
            isBroken = true
            return
        }
        let fields = lines.dropFirst().compactMap { line -> ServerRequest.Field? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return ServerRequest.Field(name: String(line[..<colon]), value: String(value))
        }
        head = Head(method: String(start[0]), target: String(start[1]), fields: fields)
    }

    private mutating func readBody(_ head: Head) -> [UInt8]? {
        if head.header("transfer-encoding")?.lowercased() == "chunked" {
            // Chunked requests are not sent by any client under test.
            isBroken = true
            return nil
        }
        let length = head.header("content-length").flatMap { Int($0) } ?? 0
        guard bytes.count >= length else { return nil }
        defer { bytes.removeFirst(length) }
        return Array(bytes.prefix(length))
    }
}
