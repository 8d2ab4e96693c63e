import Foundation
import LoopbackServer
import Planning
import Synchronization

/// A server with the plan of ``PlanServer``, one of whose models misbehaves from one of its calls on, until it is
/// mended.
struct FaultyServer {
    private let server: ScriptedServer
    private let health = Health()
    /// Where the one is looked for that misbehaves, if it is another server.
    private let untrusted: UntrustedServer?

    private final class Health: Sendable {
        let isMended = Mutex(false)
    }

    /// - Parameters:
    ///   - model: the one that misbehaves.
    ///   - call: the first of its calls that goes wrong, from 1.
    init(_ fault: Fault, of model: String, from call: Int = 1) async throws {
        untrusted = try await fault == .untrusted ? UntrustedServer() : nil
        let counter = Counter()
        let health = health
        server = try ScriptedServer { request in
            let body = try? JSONValue(parsing: request.text)
            if body?["model"]?.string == model, !health.isMended.withLock({ $0 }), counter.next() >= call {
                return fault.script
            }
            let tool = PlanServer.plan[min(PlanServer.steps(in: Self.said(in: body)), PlanServer.plan.count - 1)]
            if request.path.hasSuffix("/messages") { return Self.message("<tool>\(tool)</tool>", stop: "end_turn") }
            return .events([
                #"data: {"choices":[{"delta":{"content":"<tool>\#(tool)</tool>"},"finish_reason":"stop"}],"#
                    + #""usage":{"prompt_tokens":90,"completion_tokens":4}}"# + "\n\n", "data: [DONE]\n\n",
            ])
        }
    }

    /// An answer in Anthropic's format.
    static func message(_ text: String, stop reason: String) -> ServerScript {
        let events = [
            #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"\#(text)"}}"#,
            #"{"type":"message_delta","delta":{"stop_reason":"\#(reason)"},"#
                + #""usage":{"input_tokens":90,"output_tokens":4}}"#, #"{"type":"message_stop"}"#,
        ]
        return .events(events.map { "data: \($0)\n\n" })
    }

    /// What a request says, in OpenAI's format or in Anthropic's.
    private static func said(in body: JSONValue?) -> String {
        let contents = body?["messages"]?.array?.compactMap { $0["content"] } ?? []
        let texts = contents.flatMap { content -> [String] in
            if let text = content.string { return [text] }
            return content.array?.compactMap { $0["text"]?.string } ?? []
        }
        return texts.joined(separator: "\n")
    }

    func mend() {
        health.isMended.withLock { $0 = true }
    }

    func stop() {
        server.stop()
        untrusted?.stop()
    }

    /// The address under which a server misbehaves so that is well at `url`.
    private func address(for fault: Fault, _ url: String) -> String {
        if let untrusted { return "https://127.0.0.1:\(untrusted.port)/v1" }
        return fault == .plaintext ? url.replacing("http://", with: "https://") : url
    }

    /// Settings in which `model` is reached as `fault` demands, and the others with all the time in the world.
    func config(for fault: Fault, of model: String) -> String {
        let provider = { (name: String, api: String, url: String, timeouts: String) in
            "  \(name):\n    api: \(api)\n    base_url: \(url)\n    timeouts: \(timeouts)\n"
        }
        let url = server.url("/v1")
        let models = ["small", "big", "judge"].map { "\($0 == model ? "bad" : "good")/\($0)" }
        return "providers:\n" + provider("good", "openai", url, "{}")
            + provider("bad", fault.api, address(for: fault, url), fault.timeouts)
            + "models:\n" + models.map { "  \($0): {price: {input: 1, output: 1}}\n" }.joined()
            + "defaults: {agent: openagi, drafter: \(models[0]), verifier: \(models[1])}\n"
    }
}
