import Planning

/// Bytes that are no message, and why.
struct MalformedMessage: Error, Sendable, Hashable {
    let reason: String
}

extension RPCMessage {
    /// The messages in one line, one event or one body: usually one; several where they come as an array, as
    /// version 2025-03-26 allowed.
    static func all(in bytes: [UInt8]) throws(MalformedMessage) -> [RPCMessage] {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw MalformedMessage(reason: "it is not UTF-8")
        }
        let document: JSONValue
        do {
            document = try JSONValue(parsing: text)
        } catch {
            throw MalformedMessage(reason: "it is not JSON")
        }
        guard let elements = document.array else { return [try RPCMessage(document)] }
        guard !elements.isEmpty else { throw MalformedMessage(reason: "it is an empty list") }
        var messages: [RPCMessage] = []
        for element in elements { messages.append(try RPCMessage(element)) }
        return messages
    }

    init(_ document: JSONValue) throws(MalformedMessage) {
        guard let members = document.object else { throw MalformedMessage(reason: "it is no object") }
        guard members["jsonrpc"] == "2.0" else {
            throw MalformedMessage(reason: "it does not call itself JSON-RPC 2.0")
        }
        if let method = members["method"] {
            guard members["result"] == nil, members["error"] == nil else {
                throw MalformedMessage(reason: "it is a request and an answer at once")
            }
            try self.init(method: method, members)
        } else {
            self = .response(try RPCResponse(members))
        }
    }

    private init(method: JSONValue, _ members: [String: JSONValue]) throws(MalformedMessage) {
        guard let method = method.string, !method.isEmpty else {
            throw MalformedMessage(reason: "its method is no text")
        }
        // Positional parameters mean nothing in MCP.
        let params = members["params"] ?? [:]
        guard let params = params == .null ? [:] : params.object else {
            throw MalformedMessage(reason: "its parameters are no object")
        }
        guard let id = members["id"] else {
            self = .notification(RPCNotification(method: method, params: params))
            return
        }
        guard let id = RPCID(id) else { throw MalformedMessage(reason: "its id is neither a number nor a text") }
        self = .request(RPCRequest(id: id, method: method, params: params))
    }
}

extension RPCResponse {
    fileprivate init(_ members: [String: JSONValue]) throws(MalformedMessage) {
        let id = members["id"] ?? .null
        guard id == .null || RPCID(id) != nil else {
            throw MalformedMessage(reason: "its id is neither a number nor a text")
        }
        switch (members["result"], members["error"]) {
        case (let result?, nil):
            guard id != .null else { throw MalformedMessage(reason: "its result answers no request") }
            self.init(id: RPCID(id), outcome: .success(result))
        case (nil, let error?):
            guard let error = RPCError(error) else {
                throw MalformedMessage(reason: "its error has no code or no message")
            }
            self.init(id: RPCID(id), outcome: .failure(error))
        case (nil, nil): throw MalformedMessage(reason: "it is neither a request nor an answer")
        case (_?, _?): throw MalformedMessage(reason: "it is a success and a failure at once")
        }
    }
}
