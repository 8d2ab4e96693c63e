import Planning

/// One message of JSON-RPC 2.0, as MCP uses it.
enum RPCMessage: Sendable, Hashable {
    case request(RPCRequest)
    case notification(RPCNotification)
    case response(RPCResponse)
}

/// A message that wants an answer.
struct RPCRequest: Sendable, Hashable {
    let id: RPCID
    let method: String
    var params: [String: JSONValue] = [:]
}

/// A message that wants none.
struct RPCNotification: Sendable, Hashable {
    let method: String
    var params: [String: JSONValue] = [:]

    /// Says that nobody waits any more for the answer to a request of ours.
    static func cancelled(_ number: Int64) -> RPCNotification {
        RPCNotification(
            method: "notifications/cancelled",
            params: ["requestId": .integer(number), "reason": "nobody waits for it any more"])
    }
}

/// The answer to a request.
struct RPCResponse: Sendable, Hashable {
    /// Which request it answers; nil where the other side could not tell.
    let id: RPCID?
    let outcome: Result<JSONValue, RPCError>
}

/// What a request is told apart by.
enum RPCID: Sendable, Hashable {
    case number(Int64)
    case text(String)
}

extension RPCMessage {
    /// The message on one line, as UTF-8, without a line feed.
    var bytes: [UInt8] {
        var members: [String: JSONValue] = ["jsonrpc": "2.0"]
        switch self {
        case .request(let request):
            members["id"] = request.id.json
            members["method"] = .string(request.method)
            members["params"] = .object(request.params)
        case .notification(let notification):
            members["method"] = .string(notification.method)
            if !notification.params.isEmpty { members["params"] = .object(notification.params) }
        case .response(let response):
            members["id"] = response.id?.json ?? .null
            switch response.outcome {
            case .success(let result): members["result"] = result
            case .failure(let error): members["error"] = error.json
            }
        }
        return JSONValue.object(members).canonicalBytes
    }
}

extension RPCID {
    var json: JSONValue {
        switch self {
        case .number(let number): .integer(number)
        case .text(let text): .string(text)
        }
    }

    /// Nil for what cannot tell a request apart.
    init?(_ json: JSONValue) {
        switch json {
        case .integer(let number): self = .number(number)
        case .string(let text): self = .text(text)
        default: return nil
        }
    }
}
