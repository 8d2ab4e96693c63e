extension Connection {
    /// Carries out one part of a script.
    /// - Returns: whether the next part is to follow.
    func play(_ part: ServerPart) async -> Bool {
        switch part {
        case .head(let status, let fields):
            let lines = ["HTTP/1.1 \(status) \(Self.reason(status))"] + fields.map { "\($0): \($1)" }
            return await write(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8))
        case .bytes(let bytes): return await write(bytes)
        case .text(let text): return await write(Array(text.utf8))
        case .chunk(let bytes): return await write(Self.chunk(bytes))
        case .lastChunk: return await write(Array("0\r\n\r\n".utf8))
        case .produce(let next):
            while let bytes = await next() {
                guard await write(bytes) else { return false }
            }
            return !Task.isCancelled
        case .gate(let gate):
            await gate.wait()
            return !Task.isCancelled
        case .pause(let duration):
            return (try? await Task.sleep(for: duration)) != nil
        case .perform(let body):
            await body()
            return !Task.isCancelled
        case .hang:
            await Gate().wait()
            return false
        case .cut:
            close()
            return false
        case .reset:
            close(resetting: true)
            return false
        }
    }

    /// One chunk with its framing.
    static func chunk(_ bytes: [UInt8]) -> [UInt8] {
        Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8)
    }

    private static func reason(_ status: Int) -> String {
        switch status {
        case 200: "OK"
        case 204: "No Content"
        case 301, 302, 303, 307, 308: "Redirect"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 404: "Not Found"
        case 429: "Too Many Requests"
        case 500: "Internal Server Error"
        case 503: "Service Unavailable"
        default: "Status"
        }
    }
}
