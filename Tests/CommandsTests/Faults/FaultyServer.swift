import Foundation
import LoopbackServer
import Planning
import Synchronization

/// A server with the plan of ``PlanServer``, one of whose models misbehaves from one of its calls on, until it is
/// mended.
struct FaultyServer {
    private let server: ScriptedServer
    private let health = Health()

    private final class Health: Sendable {
        let isMended = Mutex(false)
    }

    /// - Parameters:
    ///   - model: the one that misbehaves.
    ///   - call: the first of its calls that goes wrong, from 1.
    init(_ fault: Fault, of model: String, from call: Int = 1) throws {
        let counter = Counter()
        let health = health
        server = try ScriptedServer { request in
            let body = try? JSONValue(parsing: request.text)
            if body?["model"]?.string == model, !health.isMended.withLock({ $0 }), counter.next() >= call {
                return fault.script
            }
            let said = body?["messages"]?.array?.compactMap { $0["content"]?.string }.joined(separator: "\n") ?? ""
            let tool = PlanServer.plan[min(PlanServer.steps(in: said), PlanServer.plan.count - 1)]
            return .events([
                #"data: {"choices":[{"delta":{"content":"<tool>\#(tool)</tool>"},"finish_reason":"stop"}],"#
                    + #""usage":{"prompt_tokens":90,"completion_tokens":4}}"# + "\n\n", "data: [DONE]\n\n",
            ])
        }
    }

    func mend() {
        health.isMended.withLock { $0 = true }
    }

    func stop() {
        server.stop()
    }

    /// Settings in which `model` is reached as `fault` demands, and the others with all the time in the world.
    func config(for fault: Fault, of model: String) -> String {
        let provider = { (name: String, url: String, timeouts: String) in
            "  \(name):\n    api: openai\n    base_url: \(url)\n" + timeouts
        }
        let short = "    timeouts: {first_byte: 300ms, idle: 300ms}\n"
        let url = server.url("/v1")
        let models = ["small", "big", "judge"].map { "\($0 == model ? "bad" : "good")/\($0)" }
        return "providers:\n" + provider("good", url, "")
            + provider("bad", fault.scheme(url), fault.takesTime ? short : "")
            + "models:\n" + models.map { "  \($0): {price: {input: 1, output: 1}}\n" }.joined()
            + "defaults: {agent: openagi, drafter: \(models[0]), verifier: \(models[1])}\n"
    }
}
