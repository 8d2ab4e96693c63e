@testable import MCP
import Planning

/// Takes every message for all that it may be: an answer for an agreement, a page of tools and a result alike.
struct MCPReader {
    private let limits: MCPLimits
    private var pages: ToolPages
    private var negotiation = Negotiation()
    private var isSettled = false
    private var questions = 1

    init(limits: MCPLimits) {
        self.limits = limits
        pages = ToolPages(limits: limits)
    }

    mutating func take(_ message: RPCMessage) {
        let bytes = message.bytes
        precondition(!bytes.contains(UInt8(ascii: "\n")), "a message is more than one line")
        precondition((try? RPCMessage.all(in: bytes)) == [message], "what was written reads differently")
        switch message {
        case .notification: break
        case .request(let request): Self.refuse(request)
        case .response(let response):
            switch response.outcome {
            case .success(let result):
                settle(.answered(result))
                list(result)
                reply(result)
            case .failure(let error):
                precondition(error.publicText.utf8.count < 2000, "an error is too long to be shown")
                precondition(!error.publicText.contains(where: \.isNewline), "an error is more than one line")
                settle(.failed(error))
            }
        }
    }

    /// Servers are lent nothing.
    private static func refuse(_ request: RPCRequest) {
        guard case .response(let reply) = ServerRequestReply.reply(to: request) else {
            preconditionFailure("a request is answered by something that is no answer")
        }
        precondition(reply.id == request.id, "another request is answered")
        if case .success = reply.outcome { precondition(request.method == "ping", "a server is lent something") }
    }

    /// Whatever a server says, it is asked for its version a few times and no more.
    private mutating func settle(_ event: Negotiation.Event) {
        guard !isSettled else { return }
        switch negotiation.step(event) {
        case .discover, .initialize: questions += 1
        case .agreed(let agreement):
            isSettled = true
            precondition((agreement.serverName ?? "").utf8.count <= 400, "a server's name is too long to be shown")
        case .failed(let error):
            isSettled = true
            precondition(error.summary.utf8.count <= 2000, "an error is too long to be shown")
        }
        precondition(questions <= 5, "a server is asked for its version again and again")
    }

    private mutating func list(_ result: JSONValue) {
        guard (try? pages.take(result)) != nil else { return }
        let list = pages.list
        precondition(list.tools.count + list.omissions.count <= limits.tools + 1, "too many tools are taken")
        precondition(Set(list.tools.map(\.name)).count == list.tools.count, "two tools have one name")
        for tool in list.tools { check(tool) }
    }

    private func check(_ tool: ListedTool) {
        let name = ServerToolName.name(of: tool.name, at: "server")
        precondition(name.utf8.count <= 64 && name.utf8.allSatisfy { $0 < 0x80 }, "a name that no provider takes")
        precondition(ServerToolName.server(of: name) == "server", "a tool is taken for another server's")
        precondition(!ServerTrust().standing(of: tool.name, tool.annotations).mayRunEarly, "a stranger is believed")
        let believed = ServerTrust(believesAnnotations: true).standing(of: tool.name, tool.annotations)
        precondition(
            !believed.mayRunEarly || (tool.annotations.readOnly && !tool.annotations.openWorld),
            "what changes the world runs early")
        let arguments = Self.example(tool.schema).object ?? [:]
        for parameter in (try? MirroredParameter.all(in: tool.schema)) ?? [] {
            let header = parameter.argument(in: arguments).map { "\($0.name): \($0.value)" } ?? ""
            precondition(
                header.utf8.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x09 }, "a header that cannot be sent")
        }
    }

    /// Arguments that fit a schema, with the server's own words for texts.
    private static func example(_ schema: JSONValue) -> JSONValue {
        guard let properties = schema["properties"]?.object else { return schema["description"] ?? true }
        return .object(properties.mapValues(example))
    }

    private func reply(_ result: JSONValue) {
        guard let reply = try? ToolReply(result, limit: limits.resultBytes) else { return }
        precondition(
            reply.text.utf8.count <= limits.resultBytes + "\n[cut after 64 bytes]".utf8.count,
            "a result is longer than allowed")
    }
}
