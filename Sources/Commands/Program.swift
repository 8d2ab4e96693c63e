import ArgumentParser
import Documents
import Foundation

/// The program: arguments in, exit status out.
public enum Program {
    /// Runs `outrider` with `arguments`, the program's name not among them.
    /// - Returns: the exit status of the process.
    public static func run(_ arguments: [String]) async -> Int32 {
        // A reader that goes away must not take the run with it.
        signal(SIGPIPE, SIG_IGN)
        if arguments.prefix(while: { $0 != "--" }).contains("--no-color") { setenv("NO_COLOR", "1", 1) }
        let arguments = Array(arguments.drop { $0 == "--no-color" })
        do {
            if let suggestion = suggestion(for: arguments) { throw Failure(.usage, suggestion) }
            var command = try OutriderCommand.parseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            return ExitStatus.success.rawValue
        } catch {
            return report(error)
        }
    }

    private static func report(_ error: any Error) -> Int32 {
        if let code = error as? ExitCode { return code.rawValue }
        let code = OutriderCommand.exitCode(for: error)
        // The parser's own messages: help, version, and what is wrong with the command line.
        guard code == .failure else {
            let message = OutriderCommand.fullMessage(for: error)
            (code == .success ? Console.output : Console.error).print(message)
            return code.rawValue
        }
        let failure = Failure(error)
        Console.error.print(foreign: "outrider: \(failure)")
        return failure.status.rawValue
    }

    /// What was probably meant, when a word is no command. It is never run.
    private static func suggestion(for arguments: [String]) -> String? {
        var words = arguments.prefix { !$0.hasPrefix("-") }
        if words.first == "help" { words.removeFirst() }
        var commands = OutriderCommand.configuration.subcommands
        var path = "outrider"
        var hasDefault = false
        for word in words {
            let names = commands.compactMap { $0.configuration.commandName ?? $0._commandName }
            guard !names.isEmpty else { return nil }
            guard let index = names.firstIndex(of: word) else {
                if word == "help", path == "outrider" { return nil }
                let nearest = Spelling.nearest(to: word, among: names)
                // What is like no command's name belongs to the command that is run when none is named.
                if hasDefault, nearest == nil { return nil }
                let guess =
                    nearest.map { "did you mean `\(path) \($0)`?" } ?? "`\(path) --help` lists the commands"
                return "there is no command “\(word.printable.clipped(to: 40))”; \(guess)"
            }
            path += " \(names[index])"
            hasDefault = commands[index].configuration.defaultSubcommand != nil
            commands = commands[index].configuration.subcommands
        }
        return nil
    }
}
