import Planning
import Testing

@testable import MCP

struct ServerRequestTests {
    @Test func aPingIsAnswered() {
        let reply = ServerRequestReply.reply(to: RPCRequest(id: .text("p"), method: "ping"))
        #expect(reply == .response(RPCResponse(id: .text("p"), outcome: .success([:]))))
    }

    @Test(arguments: ["sampling/createMessage", "roots/list", "elicitation/create", "tools/list", "nonsense"])
    func whateverElseAServerWantsOfUsIsRefused(method: String) {
        guard
            case .response(let response) = ServerRequestReply.reply(to: RPCRequest(id: .number(3), method: method)),
            case .failure(let error) = response.outcome
        else {
            Issue.record("no refusal")
            return
        }
        #expect(response.id == .number(3))
        #expect(error.code == RPCError.methodNotFound)
        #expect(error.message.hasPrefix("this client"))
    }

    @Test func everyStatelessRequestSaysWhoAsksAndOffersNothing() {
        let call = ClientIdentity(name: "outrider", version: "1").call("tools/list", version: "2026-07-28")
        #expect(
            call.params == [
                "_meta": [
                    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
                    "io.modelcontextprotocol/clientInfo": ["name": "outrider", "version": "1"],
                    "io.modelcontextprotocol/clientCapabilities": [:],
                ]
            ])
        let old = ClientIdentity(name: "outrider", version: "1").call(
            "tools/list", in: .handshake(version: "2025-06-18"))
        #expect(old.params == [:])
    }
}
