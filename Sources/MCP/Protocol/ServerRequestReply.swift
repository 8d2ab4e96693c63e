import Planning

/// What a server is answered that asks something of us. We offer it nothing: no model, no folders, no user to be asked.
enum ServerRequestReply {
    static func reply(to request: RPCRequest) -> RPCMessage {
        guard request.method != "ping" else {
            return .response(RPCResponse(id: request.id, outcome: .success([:])))
        }
        let reason =
            switch request.method {
            case "sampling/createMessage": "this client lends no model"
            case "roots/list": "this client has no roots"
            case "elicitation/create": "this client asks its user nothing"
            default: "this client has no such method"
            }
        return .response(
            RPCResponse(
                id: request.id, outcome: .failure(RPCError(code: RPCError.methodNotFound, message: reason))))
    }
}
