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

    /// What was probably meant, when the first word is no command. It is never run.
    private static func suggestion(for arguments: [String]) -> String? {
        guard let word = arguments.first, !word.hasPrefix("-") else { return nil }
        let names = OutriderCommand.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        guard !names.contains(word) else { return nil }
        let guess =
            Spelling.nearest(to: word, among: names).map { "did you mean `outrider \($0)`?" }
            ?? "`outrider help` lists the commands"
        return "there is no command “\(word.printable.clipped(to: 40))”; \(guess)"
    }
}
