import LoopbackServer
import Planning

/// A local server whose models call tools: `small` drafts and `big` decides, each by a plan of its own.
struct ToolServer {
    let server: ChatServer
    private let goesOn = Gate()

    /// A call, or the end of the task.
    struct Call {
        let tool: String
        let arguments: JSONValue

        init(_ tool: String, _ arguments: JSONValue) {
            self.tool = tool
            self.arguments = arguments
        }

        static let finish = Call("finish", ["answer": "done"])
    }

    /// - Parameters:
    ///   - plan: the calls of the verifier, which then finishes.
    ///   - drafts: what the drafter calls instead, by the number of the step.
    ///   - heldStep: the verifier is silent about this step until ``goOn()``.
    init(_ plan: [Call], drafts: [Int: Call] = [:], heldStep: Int? = nil) throws {
        let goesOn = goesOn
        server = try ChatServer { request in
            let step = 1 + request.messages.count { $0.role == "tool" }
            let call = step <= plan.count ? plan[step - 1] : .finish
            let isDraft = request.model == "small"
            let chosen = isDraft ? drafts[step] ?? call : call
            var answer = ChatAnswer([
                .toolCall(id: "call_\(step)", name: chosen.tool, arguments: chosen.arguments.canonical)
            ])
            if !isDraft, step == heldStep { answer.gates[0] = goesOn }
            return answer
        }
    }

    /// Answers everything, from now on.
    func goOn() {
        goesOn.open()
    }

    /// The settings that lead to this server.
    /// - Parameter more: further sections.
    func config(key: String? = nil, _ more: String = "") -> String {
        """
        providers:
          local:
            api: openai
            base_url: \(server.baseURL)
        \(key.map { "    key_env: \($0)" } ?? "")
        models:
          local/big:
            price: {input: 2, output: 8}
          local/small:
            price: {input: 0.1, output: 0.4}
        defaults:
          agent: coder
          drafter: local/small
          verifier: local/big
          depth: 4
        \(more)
        """
    }
}
