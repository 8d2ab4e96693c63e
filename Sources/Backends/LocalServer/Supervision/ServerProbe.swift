import HTTPTypes
import Planning
import Transport

/// Asks a server on this machine about itself.
struct ServerProbe: Sendable {
    let client: HTTPClient
    let port: Int
    /// Where it lists its models, such as `/v1/models`.
    let modelsPath: String

    /// How it is: by `/health`, and for a server that has none by its list of models.
    func health() async -> ServerHealth {
        guard let (status, _) = await get("/health") else { return .silent }
        if status != 404 { return Self.health(status: status) }
        guard let (status, _) = await get(modelsPath) else { return .silent }
        return Self.health(status: status)
    }

    /// A server that refuses to be asked without a key is one that serves.
    static func health(status: Int) -> ServerHealth {
        switch status {
        case 200..<300, 401, 403: .ready
        default: .loading
        }
    }

    /// How many calls it works on at once, if it says: llama.cpp does.
    func slots() async -> Int? {
        if let properties = await document("/props"), let count = properties["total_slots"]?.integer, count > 0 {
            return Int(count)
        }
        let slots = await document("/slots")?.array
        return slots.flatMap { $0.isEmpty ? nil : $0.count }
    }

    /// The names of its models, if it says.
    func models() async -> [String] {
        let list = await document(modelsPath)
        return (list?["data"]?.array ?? list?["models"]?.array ?? []).compactMap { ($0["id"] ?? $0["name"])?.string }
    }

    private func document(_ path: String) async -> JSONValue? {
        guard let (status, body) = await get(path), status == 200 else { return nil }
        return try? JSONValue(parsing: String(decoding: body, as: UTF8.self))
    }

    private func get(_ path: String) async -> (status: Int, body: [UInt8])? {
        var request = HTTPRequest(method: .get, scheme: "http", authority: "127.0.0.1:\(port)", path: path)
        // A server with one thread would wait on an idle connection, and serve nobody else.
        request.headerFields[.connection] = "close"
        // A server that loads may be too busy to answer; it is asked again.
        let options = HTTPOptions(
            connectTimeout: .seconds(1), firstByteTimeout: .seconds(2), totalTimeout: .seconds(3),
            maximumBytes: 1 << 20)
        guard let reply = try? await client.send(request, options: options),
            let body = try? await reply.body.collect(limit: 1 << 20)
        else { return nil }
        return (reply.head.status.code, body)
    }
}
