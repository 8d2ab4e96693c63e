import Foundation
import LoopbackServer

/// Models that call the tool `look` of the server `web` and then finish, and the agent that has it.
struct WatcherModels {
    private let chat: ChatServer

    /// - Parameter call: the verifier says nothing before this is open.
    init(waitingFor call: Gate? = nil) throws {
        chat = try ChatServer { request in
            guard !request.messages.contains(where: { $0.role == "tool" }) else {
                return ChatAnswer([.toolCall(id: "2", name: "finish", arguments: #"{"answer":"done"}"#)])
            }
            var answer = ChatAnswer([.toolCall(id: "1", name: "web__look", arguments: "{}")])
            if request.model == "big" { answer.gates[0] = call }
            return answer
        }
    }

    /// Whether one of them was asked anything.
    var wereAsked: Bool { !chat.requests.isEmpty }

    func stop() {
        chat.stop()
    }

    /// The program, with the agent `watcher`.
    /// - Parameter server: where `web` is: what its entry in the configuration says.
    func outrider(with server: String) throws -> OutriderProcess {
        let outrider = try OutriderProcess(
            config: """
                mcp: {servers: {web: {\(server), effects: {look: read-only}}}}
                providers:
                  local: {base_url: "\(chat.baseURL)"}
                models:
                  local/small: {price: {input: 0, output: 0}}
                  local/big: {price: {input: 0, output: 0}}
                defaults: {drafter: local/small, verifier: local/big}
                """)
        try outrider.addWatcher(calling: "web__look", description: "Looks once.", prompt: "Have a look.")
        return outrider
    }
}
