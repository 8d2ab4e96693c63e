import Foundation
import Planning
import Processes

/// Runs a command of the shell in the working folder, with limits on its time and its output and with hardly any
/// variables: no key of ours reaches it.
///
/// What it can do to the world is the operator's word. `confined` says that the commands change nothing but the
/// working folder: they then run in a snapshot of it. Nothing keeps a command from writing elsewhere.
struct Shell: FileTool {
    static let outputLimit = 64 * 1024
    static let commandLimit = 16 * 1024
    static let longest = 600
    static let usual = 60
    /// The variables without which few programs run. None of them holds a secret.
    static let passedOn = ["PATH", "HOME", "LANG", "LC_ALL", "TMPDIR"]

    let description: ToolDescription
    let root: FileRoot
    private let environment: [String: String]

    init(root: FileRoot, effect: EffectClass, environment: [String: String]) {
        self.root = root
        self.environment = environment.filter { Self.passedOn.contains($0.key) }.merging(["TERM": "dumb"]) { $1 }
        description = ToolDescription(
            "shell",
            "Runs a command by /bin/sh in the root folder and shows what it prints, at most "
                + "\(Self.outputLimit / 1024) KB. It reads no input, and what it leaves running is ended.",
            [
                .text("command", "the command"),
                .integer("timeout", "the most seconds, from 1 to \(Self.longest); \(Self.usual) if not given"),
            ],
            effect: effect)
    }

    /// A command can reach every file.
    var isOpaque: Bool { true }

    func run(_ arguments: ToolArguments, below root: FileRoot) async throws -> String {
        let command = try arguments.string("command")
        let seconds = try arguments.int("timeout", default: Self.usual, in: 1...Self.longest)
        guard command.utf8.count <= Self.commandLimit, !command.utf8.contains(0) else {
            throw ToolFailure("the command is longer than \(Self.commandLimit) bytes, or holds a null character")
        }
        guard !command.allSatisfy(\.isWhitespace) else { throw ToolFailure("the command is empty") }
        let program = ChildProgram(
            path: "/bin/sh", arguments: ["-c", command], environment: environment, folder: root.path)
        let reply: ProgramReply
        do {
            reply = try await program.reply(
                to: [], outputLimit: Self.outputLimit, merging: true, timeLimit: .seconds(seconds))
        } catch let error as ProgramError {
            throw ToolFailure("\(error)")
        }
        let text = self.text(of: reply, in: root)
        if reply.isOverdue {
            throw ToolFailure("the command was ended after \(seconds) s\(text.isEmpty ? "" : ":\n\(text)")")
        }
        guard reply.exit == .status(0) else {
            throw ToolFailure("the command \(reply.exit)\(text.isEmpty ? "" : ":\n\(text)")")
        }
        return text.isEmpty ? "(no output)" : text
    }

    /// What it printed, as if it had run in the operator's folder.
    private func text(of reply: ProgramReply, in root: FileRoot) -> String {
        let shown = TextCut.prefix(of: reply.output, Self.outputLimit)
        var text = String(decoding: shown, as: UTF8.self)
        if root.path != self.root.path { text = text.replacing(root.path, with: self.root.path) }
        return reply.isCut ? text + "\n[cut after \(Self.outputLimit) bytes]" : text
    }
}
