import LoopbackServer
import Planning

/// A local server whose models call tools: `small` drafts and `big` decides, each by a plan of its own.
struct ToolServer {
    let server: ChatServer

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
    ///   - awaited: the verifier is silent about the first step until a draft of this step is asked for.
    init(_ plan: [Call], drafts: [Int: Call] = [:], awaited: Int? = nil) throws {
        let arrived = Gate()
        server = try ChatServer { request in
            let step = 1 + request.messages.count { $0.role == "tool" }
            let call = step <= plan.count ? plan[step - 1] : .finish
            let isDraft = request.model == "small"
            let chosen = isDraft ? drafts[step] ?? call : call
            var answer = ChatAnswer([
                .toolCall(id: "call_\(step)", name: chosen.tool, arguments: chosen.arguments.canonical)
            ])
            if let awaited {
                if isDraft, step >= awaited { arrived.open() }
                if !isDraft, step == 1 { answer.gates[0] = arrived }
            }
            return answer
        }
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
