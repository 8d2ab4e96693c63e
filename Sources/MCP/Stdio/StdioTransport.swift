import Foundation
import Planning
import Processes

/// A server that is a program on this machine: messages are lines of its standard input and output.
final class StdioTransport: ServerTransport {
    /// Servers end with their input; one that does not is asked, and then killed.
    static let teardown = Teardown([
        .init(.close, patience: .seconds(3)), .init(.terminate, patience: .seconds(2)),
        .init(.kill, patience: .seconds(2)),
    ])

    private let program: PipedProgram
    private let conversation: StdioConversation

    /// Starts the program.
    /// - Throws: ``MCPError/Code/cannotStart``.
    init(
        command: [String], folder: String, environment: [String: String], limits: MCPLimits,
        onNotice: @escaping NoticeHandler
    ) throws(MCPError) {
        let name = command.first ?? ""
        guard let path = ChildProgram.find(name, from: folder, search: environment["PATH"] ?? "") else {
            throw MCPError(
                .cannotStart, "cannot be started: there is no “\(name)”",
                suggestion: "install it, or write the path of the program in its command")
        }
        do throws(ProgramError) {
            program = try PipedProgram(
                ChildProgram(
                    path: path, arguments: Array(command.dropFirst()), environment: environment, folder: folder))
        } catch {
            throw MCPError(.cannotStart, "cannot be started: \(error)")
        }
        conversation = StdioConversation(program, limits: limits, onNotice: onNotice)
        program.listen(with: conversation.listener)
    }

    deinit { program.kill() }

    let mirrorsArguments = false

    var isUsable: Bool { conversation.failure == nil }

    var hearsNotices: Bool { conversation.hearsNotices }

    func exchange(_ call: OutgoingCall) async throws -> Result<JSONValue, RPCError> {
        try await conversation.ask(call)
    }

    func notify(_ notification: RPCNotification, in dialect: Dialect) async throws {
        try conversation.tell(notification)
    }

    func follow(_ call: OutgoingCall?) async {
        // Its notices come as they are; only in the stateless dialect they have to be asked for.
        if let call { conversation.subscribe(call) }
    }

    func close() async {
        conversation.fail(MCPError(.closed, "is being ended"))
        await program.end(by: Self.teardown)
    }
}
